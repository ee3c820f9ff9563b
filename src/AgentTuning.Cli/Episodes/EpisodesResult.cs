using System.Collections.Immutable;
using AgentTuning.Collection;
using AgentTuning.Files;

namespace AgentTuning.Cli.Episodes;

/// <summary>What came of a request, for programs.</summary>
sealed record EpisodesResult
{
    public required string Environment { get; init; }

    public required bool IsComplete { get; init; }

    public required int Episodes { get; init; }

    public required int Resumed { get; init; }

    public required int Failed { get; init; }

    public required double? MeanReward { get; init; }

    public required ImmutableSortedDictionary<string, int> Endings { get; init; }

    public required double Seconds { get; init; }

    public required string Trajectories { get; init; }

    public static EpisodesResult From(EpisodesRequest request, CollectionProgress progress) => new()
    {
        Environment = request.Definition.Name,
        IsComplete = progress.IsComplete,
        Episodes = progress.Finished,
        Resumed = progress.Resumed,
        Failed = progress.Failed,
        MeanReward = progress.MeanReward,
        Endings = progress.Endings.ToImmutableSortedDictionary(ending => WireNames.Of(ending.Key), ending => ending.Value, StringComparer.Ordinal),
        Seconds = Math.Round(progress.Elapsed.TotalSeconds, 3),
        Trajectories = Path.Combine(request.Output, RunFolder.TrajectoriesName),
    };
}
