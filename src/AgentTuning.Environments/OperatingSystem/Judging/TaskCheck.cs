namespace AgentTuning.Environments.OperatingSystem.Judging;

/// <summary>Whether a task's own reference solution passes the task's own checks.</summary>
/// <param name="Id">The task.</param>
/// <param name="Passes">True where it does.</param>
/// <param name="Reason">Why not; null where it passes.</param>
/// <param name="Detail">What was seen, in one line; null where there is nothing to add.</param>
public sealed record TaskCheck(string Id, bool Passes, TaskCheckReason? Reason = null, string? Detail = null);
