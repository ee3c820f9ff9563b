namespace AgentTuning.Environments.KnowledgeGraph.Generation;

/// <summary>A thing that a question names.</summary>
/// <param name="Name">As it stands in the question.</param>
/// <param name="Id">In the graph.</param>
public sealed record GeneratedEntity(string Name, string Id);
