using AgentTuning.Environments;

namespace AgentTuning.Trajectories;

/// <summary>What a file must know of each of its trajectories.</summary>
sealed record TrajectoryHead
{
    public required string Id { get; init; }

    public required EpisodeEnding Ending { get; init; }

    public required double? Reward { get; init; }
}
