using System.Collections.Concurrent;
using AgentTuning.Environments.KnowledgeGraph.Store;

namespace AgentTuning.Environments.KnowledgeGraph.Generation;

/// <summary>Makes generated worlds when they are first asked for, and keeps them. Safe for several callers at once.</summary>
public sealed class GeneratedWorlds
{
    readonly ConcurrentDictionary<WorldName, Lazy<KnowledgeWorld>> _worlds = new();

    /// <summary>The predicates that the tools know in every generated world.</summary>
    public static OntologyPart Ontology { get; } = new()
    {
        Relations =
        [
            .. WorldSchema.Default.Inverses.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new OntologyRelation(
                pair.Key, WorldSchema.Default.Ranges[pair.Value], WorldSchema.Default.Ranges[pair.Key], IsAttribute: false)),
            .. WorldSchema.Default.Attributes.OrderBy(attribute => attribute.Name, StringComparer.Ordinal).Select(attribute => new OntologyRelation(
                attribute.Name, attribute.Domain, attribute.Range, IsAttribute: true)),
        ],
    };

    /// <summary>The world of a name.</summary>
    public KnowledgeWorld this[WorldName name] => _worlds.GetOrAdd(name, static name => new Lazy<KnowledgeWorld>(() => Create(name))).Value;

    static KnowledgeWorld Create(WorldName name)
    {
        var set = new TripleSet(World.Create(name.Split, name.Seed).Triples());
        return new KnowledgeWorld(set, Ontology, set.Triples);
    }
}
