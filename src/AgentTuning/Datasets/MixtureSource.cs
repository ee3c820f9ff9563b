using AgentTuning.Conversations;

namespace AgentTuning.Datasets;

/// <summary>Where conversations of a mixture come from.</summary>
public sealed record MixtureSource
{
    /// <summary>The name in the mixture's record; unique within it.</summary>
    public required string Name { get; init; }

    /// <summary>True for agent conversations, false for general ones.</summary>
    public required bool IsAgent { get; init; }

    /// <summary>
    /// The share among the general sources, relative to the others' weights; more than 0, 1 by default. The paper draws the conversations
    /// of GPT-4 and GPT-3.5 as 1 to 4. Agent sources are drawn as one and have none.
    /// </summary>
    public double Weight
    {
        get;
        init
        {
            if (!(value > 0 && double.IsFinite(value)))
                throw new ArgumentOutOfRangeException(nameof(Weight), value, "The weight of a source must be more than 0.");
            field = value;
        }
    } = 1;

    /// <summary>The file's name, or a word on how the conversations are generated.</summary>
    public required string Origin { get; init; }

    /// <summary>SHA-256 of the file; null where the conversations are generated.</summary>
    public string? Hash { get; init; }

    /// <summary>What to do with conversations from the wild; null leaves them as they are.</summary>
    public CleanUpOptions? CleanUp { get; init; }

    /// <summary>The conversations, from the first on. The second argument is told of every record that is passed over as malformed.</summary>
    public required Func<Action<InvalidDataException>, CancellationToken, IAsyncEnumerable<Conversation>> ReadAsync { get; init; }
}
