using AgentTuning.Conversations;
using AgentTuning.Datasets;

namespace AgentTuning.Cli.Training;

/// <summary>What a training run learns from, as it was read.</summary>
sealed record TrainingSources
{
    /// <summary>Gone through in epochs, together with <see cref="Texts"/>.</summary>
    public required IReadOnlyList<Conversation> Conversations { get; init; }

    /// <summary>Plain texts.</summary>
    public required IReadOnlyList<PlainText> Texts { get; init; }

    /// <summary>Drawn by ratio.</summary>
    public required IReadOnlyList<SourcePool> Pools { get; init; }

    /// <summary>For the validation loss.</summary>
    public required IReadOnlyList<Conversation> Validation { get; init; }

    /// <summary>All conversations to train on.</summary>
    public IEnumerable<Conversation> ToLearn => Conversations.Concat(Pools.SelectMany(pool => pool.Conversations));

    /// <summary>True where there is nothing to train on.</summary>
    public bool IsEmpty => Texts.Count == 0 && !ToLearn.Any();
}
