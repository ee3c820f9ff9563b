namespace AgentTuning.Environments.KnowledgeGraph.Store;

/// <summary>What a term is.</summary>
public enum KnowledgeTermKind
{
    /// <summary>A name for a thing or a predicate.</summary>
    Iri,

    /// <summary>A thing without a name.</summary>
    Blank,

    /// <summary>A value.</summary>
    Literal,
}
