using System.Collections.Frozen;

namespace AgentTuning.Environments.KnowledgeGraph;

/// <summary>What the tools know of predicates and types.</summary>
sealed class KnowledgeOntology
{
    readonly FrozenDictionary<string, OntologyRelation> _relations;
    readonly FrozenDictionary<string, string[]> _parents;

    public KnowledgeOntology(OntologyPart part)
    {
        _relations = part.Relations.DistinctBy(relation => relation.Name, StringComparer.Ordinal).ToFrozenDictionary(relation => relation.Name, StringComparer.Ordinal);
        _parents = part.Subtypes.GroupBy(pair => pair.Child, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.Select(pair => pair.Parent).ToArray(), StringComparer.Ordinal);
    }

    /// <summary>The names that are relations, sorted by their characters.</summary>
    public IReadOnlyList<string> Relations(IEnumerable<string> predicates) => Known(predicates, isAttribute: false);

    /// <summary>The names that are attributes, sorted by their characters.</summary>
    public IReadOnlyList<string> Attributes(IEnumerable<string> predicates) => Known(predicates, isAttribute: true);

    /// <summary>The type of what a relation leads to.</summary>
    public string RangeOf(string relation) => _relations[relation].Range;

    /// <summary>The narrower of two types where one is a part of the other; null otherwise.</summary>
    public string? Narrower(string left, string right) =>
        left == right || IsPart(left, right) ? left : IsPart(right, left) ? right : null;

    bool IsPart(string child, string parent)
    {
        var open = new Stack<string>([child]);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (open.TryPop(out var type))
        {
            if (type == parent)
                return true;
            if (seen.Add(type) && _parents.TryGetValue(type, out var parents))
                foreach (var next in parents)
                    open.Push(next);
        }

        return false;
    }

    List<string> Known(IEnumerable<string> predicates, bool isAttribute) =>
    [
        .. predicates.Where(name => _relations.TryGetValue(name, out var relation) && relation.IsAttribute == isAttribute)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];
}
