namespace AgentTuning.Environments.AlfWorld.Engine.Traces;

/// <summary>How a replayed game compares with its trace.</summary>
/// <param name="Equal">Rows that are equal in all that they record.</param>
/// <param name="Different">Rows that are not.</param>
/// <param name="First">The first of those; null where there is none.</param>
public sealed record TraceReport(int Equal, int Different, TraceDifference? First);
