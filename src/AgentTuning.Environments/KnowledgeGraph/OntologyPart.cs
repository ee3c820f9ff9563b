using System.Collections.Immutable;

namespace AgentTuning.Environments.KnowledgeGraph;

/// <summary>As much of an ontology as one graph needs.</summary>
public sealed record OntologyPart
{
    /// <summary>The predicates that the tools list; others of the graph are hidden.</summary>
    public required ImmutableArray<OntologyRelation> Relations { get; init => field = value.IsDefault ? [] : value; }

    /// <summary>Which type is a part of which; used by the relaxed type rule only.</summary>
    public ImmutableArray<OntologySubtype> Subtypes { get; init => field = value.IsDefault ? [] : value; } = [];
}
