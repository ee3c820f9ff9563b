namespace AgentTuning.Filtering;

/// <summary>How many trajectories one reason cost.</summary>
/// <param name="Filter">The filter that dropped them.</param>
/// <param name="Reason">Its reason.</param>
/// <param name="Count">Trajectories.</param>
public sealed record DropCount(string Filter, string Reason, int Count);
