using System.Collections.Immutable;

namespace AgentTuning.Environments;

/// <summary>The verdict on an episode.</summary>
public sealed record Grade
{
    /// <summary>
    /// The metric that counts the replies of an episode which broke the environment's grammar. Every environment reports it, so that
    /// a filter can drop what a student should not learn from even where the episode recovered.
    /// </summary>
    public const string InvalidReplies = "invalid_replies";

    /// <summary>In [0, 1].</summary>
    public required double Reward
    {
        get;
        init
        {
            if (!(value is >= 0 and <= 1))
                throw new ArgumentOutOfRangeException(nameof(Reward), value, "A reward lies between 0 and 1.");
            field = value;
        }
    }

    /// <summary>Other measurements by name, such as <c>f1</c> or <c>operations</c>.</summary>
    public ImmutableSortedDictionary<string, double> Metrics { get; init; } = ImmutableSortedDictionary<string, double>.Empty;
}
