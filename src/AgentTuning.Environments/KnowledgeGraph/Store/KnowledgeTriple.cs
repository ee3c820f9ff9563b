namespace AgentTuning.Environments.KnowledgeGraph.Store;

/// <summary>One statement of a graph.</summary>
/// <param name="Subject">What it is about: an IRI or a blank node.</param>
/// <param name="Predicate">What it says of it: an IRI.</param>
/// <param name="Value">The value or the other thing: the object of the statement.</param>
public readonly record struct KnowledgeTriple(KnowledgeTerm Subject, KnowledgeTerm Predicate, KnowledgeTerm Value);
