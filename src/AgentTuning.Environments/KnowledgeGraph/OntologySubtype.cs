namespace AgentTuning.Environments.KnowledgeGraph;

/// <summary>One type is a part of another.</summary>
public sealed record OntologySubtype(string Child, string Parent);
