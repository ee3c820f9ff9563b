namespace AgentTuning.Environments.KnowledgeGraph;

/// <summary>An entity of a question.</summary>
/// <param name="Name">As the question says it; this is what the agent sees and writes.</param>
/// <param name="Id">As the graph says it, without the namespace, such as <c>m.02x3xhq</c>; the agent does not see it.</param>
public sealed record NamedEntity(string Name, string Id);
