using System.Collections.Immutable;

namespace AgentTuning.Bench.Examples;

/// <summary>How long the parts of one environment's trajectories are, in tokens with everything that the chat template adds.</summary>
/// <param name="Name">Of the environment.</param>
/// <param name="Trajectories">How many the data set has.</param>
/// <param name="Prefix">The tokens that all trajectories begin with, without loss.</param>
public sealed record EnvironmentLengths(string Name, int Trajectories, int Prefix)
{
    /// <summary>The replies that have loss; the smallest, nine deciles and the largest.</summary>
    public required ImmutableArray<int> Replies { get; init; }

    /// <summary>What comes between the prefix and the first reply with loss; as above.</summary>
    public required ImmutableArray<int> Task { get; init; }

    /// <summary>One reply; as above.</summary>
    public required ImmutableArray<int> Reply { get; init; }

    /// <summary>One message of the environment after the first; as above, empty where there are none.</summary>
    public ImmutableArray<int> Observation { get; init; } = [];

    /// <summary>Draws a number from deciles, evenly between two of them.</summary>
    public static int Draw(ImmutableArray<int> deciles, Random random)
    {
        var at = random.NextDouble() * (deciles.Length - 1);
        var low = (int)at;
        return (int)Math.Round(deciles[low] + (at - low) * (deciles[low + 1] - deciles[low]));
    }
}
