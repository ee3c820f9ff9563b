using AgentTuning.Environments.KnowledgeGraph.Store;

namespace AgentTuning.Environments.KnowledgeGraph;

/// <summary>A graph with its ontology, shared by the episodes of a host.</summary>
/// <param name="Store">The graph.</param>
/// <param name="Ontology">The predicates that the tools know.</param>
/// <param name="Triples">The statements once more, for an engine that loads them elsewhere.</param>
public sealed record KnowledgeWorld(IKnowledgeStore Store, OntologyPart Ontology, IEnumerable<KnowledgeTriple> Triples);
