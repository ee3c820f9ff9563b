namespace AgentTuning.Reports;

/// <summary>A score with its uncertainty.</summary>
/// <param name="Value">From 0 to 1.</param>
/// <param name="Low">The lower end of the 95 % interval.</param>
/// <param name="High">The upper end.</param>
/// <param name="Count">Tasks behind it.</param>
public sealed record Score(double Value, double Low, double High, int Count);
