namespace AgentTuning.Environments.KnowledgeGraph.Generation;

/// <summary>The types, relations and attributes of generated worlds; the same for all splits.</summary>
sealed class WorldSchema
{
    static readonly Lazy<WorldSchema> Read = new(() => new SchemaReader().Read(EmbeddedText.Lines("KnowledgeGraph/Generation/Schema.txt")));

    /// <summary>What Schema.txt says.</summary>
    public static WorldSchema Default => Read.Value;

    /// <summary>The types of named things, in the order in which they are made.</summary>
    public List<EntityType> Types { get; } = [];

    /// <summary>The words of types that lists name.</summary>
    public Dictionary<string, string[]> Lists { get; } = new(StringComparer.Ordinal);

    public List<PlainRelation> Relations { get; } = [];

    public List<MediatorType> Mediators { get; } = [];

    public List<Link> Links { get; } = [];

    public List<JointLink> Joints { get; } = [];

    public List<AttributeType> Attributes { get; } = [];

    /// <summary>For each relation the one that leads back.</summary>
    public Dictionary<string, string> Inverses { get; } = new(StringComparer.Ordinal);

    /// <summary>For each relation the type it leads to.</summary>
    public Dictionary<string, string> Ranges { get; } = new(StringComparer.Ordinal);

    public EntityType Type(string name) => Types.First(type => type.Name == name);

    /// <summary>Adds a relation and the one that leads back.</summary>
    public void AddRelation(string name, string domain, string range, string inverse)
    {
        Inverses.Add(name, inverse);
        Inverses.Add(inverse, name);
        Ranges.Add(name, range);
        Ranges.Add(inverse, domain);
    }
}
