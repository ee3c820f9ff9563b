using AgentTuning.Environments.KnowledgeGraph.Engines;

namespace AgentTuning.Environments.KnowledgeGraph;

/// <summary>A graph that can be asked.</summary>
sealed record OpenGraph(IKnowledgeEngine Engine, KnowledgeOntology Ontology);
