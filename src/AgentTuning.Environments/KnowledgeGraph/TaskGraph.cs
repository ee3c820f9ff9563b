namespace AgentTuning.Environments.KnowledgeGraph;

/// <summary>The graph of a task: inline, or a generated world that many tasks share. With neither, it is the store or endpoint of the settings.</summary>
public sealed record TaskGraph
{
    /// <summary>The graph as N-Triples with Freebase's namespace; null where it is not inline.</summary>
    public string? Triples { get; init; }

    /// <summary>The ontology of an inline graph.</summary>
    public OntologyPart? Ontology { get; init; }

    /// <summary>The generated world; null where there is none.</summary>
    public WorldName? World { get; init; }
}
