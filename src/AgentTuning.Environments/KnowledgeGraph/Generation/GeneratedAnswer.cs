namespace AgentTuning.Environments.KnowledgeGraph.Generation;

/// <summary>A gold answer.</summary>
/// <param name="Value">The id of a thing, or a count.</param>
/// <param name="Name">The name of the thing; null for a count.</param>
public sealed record GeneratedAnswer(string Value, string? Name);
