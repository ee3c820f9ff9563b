namespace AgentTuning.Filtering;

/// <summary>One dropped trajectory: a line of <c>dropped.jsonl</c>.</summary>
/// <param name="Id">The trajectory.</param>
/// <param name="Environment">Its environment.</param>
/// <param name="Filter">The filter that dropped it, or <c>duplicates</c>.</param>
/// <param name="Reason">The word that counts are made by.</param>
/// <param name="Detail">The value found and the value wanted.</param>
public sealed record Drop(string Id, string Environment, string Filter, string Reason, string Detail);
