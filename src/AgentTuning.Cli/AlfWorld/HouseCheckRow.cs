using System.Collections.Immutable;
using AgentTuning.Environments.AlfWorld;

namespace AgentTuning.Cli.AlfWorld;

/// <summary>How a player did in the houses of one type of task.</summary>
sealed record HouseCheckRow
{
    /// <summary>The type of task.</summary>
    public required HouseholdTaskType Type { get; init; }

    /// <summary>The games that were played.</summary>
    public required int Games { get; init; }

    /// <summary>The games that were won.</summary>
    public required int Won { get; init; }

    /// <summary>The games that were won within the benchmark's 35 replies.</summary>
    public required int InTime { get; init; }

    /// <summary>How many of the won games took how many replies.</summary>
    public required ImmutableSortedDictionary<int, int> Lengths { get; init; }

    /// <summary>Whether this is what is wanted of the player.</summary>
    public required bool IsRight { get; init; }

    /// <summary>The length that a share of the won games does not exceed; null where none was won.</summary>
    public int? Quantile(double share)
    {
        var left = (int)Math.Ceiling(share * Won);
        foreach (var (length, count) in Lengths)
            if ((left -= count) <= 0)
                return length;
        return null;
    }
}
