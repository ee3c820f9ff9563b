using AgentTuning.Environments.Sandboxes;

namespace AgentTuning.Environments.OperatingSystem.Judging;

/// <summary>What the judge found.</summary>
/// <param name="IsSolved">True where the task is solved.</param>
/// <param name="FailedCheck">The index of the check that failed; null where none did, or where a match decided.</param>
/// <param name="Result">How that check ended; null where it could not be started.</param>
sealed record Judgement(bool IsSolved, int? FailedCheck = null, SandboxResult? Result = null);
