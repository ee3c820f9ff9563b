namespace AgentTuning.Environments.AlfWorld.Engine.Traces;

/// <summary>A row that the game answers otherwise than recorded.</summary>
/// <param name="Line">In the trace file, from 1.</param>
/// <param name="Fields">The fields that differ, by their names in the file.</param>
/// <param name="Recorded">What was recorded.</param>
/// <param name="Replayed">What the game answers.</param>
public sealed record TraceDifference(int Line, IReadOnlyList<string> Fields, TraceRow Recorded, TraceRow Replayed);
