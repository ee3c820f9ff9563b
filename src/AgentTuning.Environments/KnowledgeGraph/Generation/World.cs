using AgentTuning.Environments.KnowledgeGraph.Store;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.KnowledgeGraph.Generation;

/// <summary>A generated graph of one split: people, places, works, organisations, products and events, tied by relations that can be walked both ways.</summary>
/// <remarks>The same split, seed and options give the same world. Worlds of different splits share no id and no name of a thing. Safe for several readers at once.</remarks>
public sealed class World
{
    /// <summary>What precedes ids, relations and types in the graph.</summary>
    public const string Namespace = "http://rdf.freebase.com/ns/";

    readonly Dictionary<string, Dictionary<int, List<int>>> _edges = new(StringComparer.Ordinal);
    readonly Dictionary<string, Dictionary<int, AttributeValue>> _values = new(StringComparer.Ordinal);
    readonly List<WorldEntity> _entities = [];
    readonly Dictionary<string, List<WorldEntity>> _byType = new(StringComparer.Ordinal);

    internal World(WorldSchema schema) => Schema = schema;

    /// <summary>Things with and without a name.</summary>
    public int EntityCount => _entities.Count;

    /// <summary>For each relation the type it leads to.</summary>
    public static IReadOnlyDictionary<string, string> Relations => WorldSchema.Default.Ranges;

    /// <summary>For each attribute the type of its values.</summary>
    public static IReadOnlyDictionary<string, string> Attributes { get; } =
        WorldSchema.Default.Attributes.ToDictionary(attribute => attribute.Name, attribute => attribute.Range, StringComparer.Ordinal);

    /// <summary>The names of all types.</summary>
    public static IReadOnlyList<string> Types { get; } =
        [.. WorldSchema.Default.Types.Select(type => type.Name).Concat(WorldSchema.Default.Mediators.Select(type => type.Name)).Order(StringComparer.Ordinal)];

    internal WorldSchema Schema { get; }

    internal IReadOnlyList<WorldEntity> Entities => _entities;

    /// <summary>The world of a split and a seed.</summary>
    public static World Create(TaskSplit split, int seed, WorldOptions? options = null) => new WorldBuilder(split, seed, options ?? new WorldOptions()).Build();

    /// <summary>The statements: types, names, relations in both directions, and values of attributes.</summary>
    public IEnumerable<KnowledgeTriple> Triples()
    {
        foreach (var entity in _entities)
        {
            yield return new KnowledgeTriple(Node(entity.Id), Node("type.object.type"), Node(entity.Type));
            if (entity.Name is { } name)
                yield return new KnowledgeTriple(Node(entity.Id), Node("type.object.name"), new KnowledgeTerm(KnowledgeTermKind.Literal, name, null, "en"));
        }

        foreach (var (relation, edges) in _edges)
            foreach (var (subject, objects) in edges)
                foreach (var value in objects)
                    yield return new KnowledgeTriple(Node(_entities[subject].Id), Node(relation), Node(_entities[value].Id));
        foreach (var (attribute, values) in _values)
            foreach (var (subject, value) in values)
                yield return new KnowledgeTriple(
                    Node(_entities[subject].Id), Node(attribute), new KnowledgeTerm(KnowledgeTermKind.Literal, value.Text, value.Datatype));
    }

    internal IReadOnlyList<WorldEntity> OfType(string type) => _byType.TryGetValue(type, out var entities) ? entities : [];

    internal IReadOnlyList<int> Follow(int entity, string relation) =>
        _edges.TryGetValue(relation, out var edges) && edges.TryGetValue(entity, out var objects) ? objects : [];

    /// <summary>What a set leads to over some relations.</summary>
    internal SortedSet<int> Follow(IEnumerable<int> entities, string relation) => [.. entities.SelectMany(entity => Follow(entity, relation))];

    internal AttributeValue? Value(int entity, string attribute) =>
        _values.TryGetValue(attribute, out var values) && values.TryGetValue(entity, out var value) ? value : null;

    internal WorldEntity Add(string id, string? name, string type)
    {
        var entity = new WorldEntity(_entities.Count, id, name, type);
        _entities.Add(entity);
        if (!_byType.TryGetValue(type, out var entities))
            _byType.Add(type, entities = []);
        entities.Add(entity);
        return entity;
    }

    /// <summary>Ties two things, in both directions.</summary>
    internal void Tie(WorldEntity subject, string relation, WorldEntity value)
    {
        Put(subject.Number, relation, value.Number);
        Put(value.Number, Schema.Inverses[relation], subject.Number);
    }

    internal void SetValue(WorldEntity entity, string attribute, AttributeValue value)
    {
        if (!_values.TryGetValue(attribute, out var values))
            _values.Add(attribute, values = []);
        values[entity.Number] = value;
    }

    static KnowledgeTerm Node(string name) => KnowledgeTerm.Iri(Namespace + name);

    void Put(int subject, string relation, int value)
    {
        if (!_edges.TryGetValue(relation, out var edges))
            _edges.Add(relation, edges = []);
        if (!edges.TryGetValue(subject, out var objects))
            edges.Add(subject, objects = []);
        if (!objects.Contains(value))
            objects.Add(value);
    }
}
