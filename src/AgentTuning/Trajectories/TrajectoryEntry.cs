using AgentTuning.Environments;

namespace AgentTuning.Trajectories;

/// <summary>A trajectory of a file, in short.</summary>
/// <param name="Ending">Why it stopped.</param>
/// <param name="Reward">In [0, 1], or null where agent or environment failed.</param>
/// <param name="Offset">Where its line begins, in bytes.</param>
/// <param name="Length">The length of its line without the end, in bytes.</param>
public readonly record struct TrajectoryEntry(EpisodeEnding Ending, double? Reward, long Offset, int Length);
