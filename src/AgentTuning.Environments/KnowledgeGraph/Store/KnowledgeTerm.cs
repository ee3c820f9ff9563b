namespace AgentTuning.Environments.KnowledgeGraph.Store;

/// <summary>A node or an edge name of a graph (RDF 1.1: an IRI, a blank node or a literal).</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The whole IRI without brackets, the label of a blank node, or the lexical form of a literal.</param>
/// <param name="Datatype">The IRI of a literal's datatype; null for plain and for language-tagged literals, and for what is no literal.</param>
/// <param name="Language">The tag of a language-tagged literal, lower case; null otherwise.</param>
public readonly record struct KnowledgeTerm(KnowledgeTermKind Kind, string Text, string? Datatype = null, string? Language = null)
{
    /// <summary>An IRI.</summary>
    public static KnowledgeTerm Iri(string iri) => new(KnowledgeTermKind.Iri, iri);

    /// <summary>A literal without a datatype and without a language.</summary>
    public static KnowledgeTerm Plain(string text) => new(KnowledgeTermKind.Literal, text);
}
