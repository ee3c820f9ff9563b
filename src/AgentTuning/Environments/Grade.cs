using System.Collections.Immutable;

namespace AgentTuning.Environments;

/// <summary>The verdict on an episode.</summary>
public sealed record Grade
{
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
