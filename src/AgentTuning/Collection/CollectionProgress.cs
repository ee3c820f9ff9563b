using System.Collections.Immutable;
using AgentTuning.Environments;

namespace AgentTuning.Collection;

/// <summary>How far a collection is.</summary>
public sealed record CollectionProgress
{
    /// <summary>Episodes to be played in all, those of earlier starts included; null where the task set does not know its size.</summary>
    public int? Total { get; init; }

    /// <summary>Episodes on the disk, those of earlier starts included.</summary>
    public required int Finished { get; init; }

    /// <summary>Episodes that were on the disk before this start.</summary>
    public required int Resumed { get; init; }

    /// <summary>Finished episodes by ending.</summary>
    public required ImmutableSortedDictionary<EpisodeEnding, int> Endings { get; init; }

    /// <summary>The mean reward of the episodes that have one; null where none has.</summary>
    public required double? MeanReward { get; init; }

    /// <summary>Since this start.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>True where every episode has been played.</summary>
    public bool IsComplete { get; init; }

    /// <summary>Episodes that failed for a fault of agent or environment.</summary>
    public int Failed => Endings.GetValueOrDefault(EpisodeEnding.AgentFailed) + Endings.GetValueOrDefault(EpisodeEnding.EnvironmentFailed);

    /// <summary>Episodes per second since this start; 0 where none has finished.</summary>
    public double Rate => Elapsed > TimeSpan.Zero ? (Finished - Resumed) / Elapsed.TotalSeconds : 0;

    /// <summary>Until the end at the present rate; null where it cannot be told yet.</summary>
    public TimeSpan? TimeLeft => Total is { } total && Rate > 0 ? TimeSpan.FromSeconds((total - Finished) / Rate) : null;
}
