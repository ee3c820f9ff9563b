namespace AgentTuning.Environments.KnowledgeGraph.Generation;

/// <summary>A part of a question with its things and relations.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Type">The type of what it finds.</param>
/// <param name="Parts">What it does it with.</param>
sealed record QuestionNode(NodeKind Kind, string Type, IReadOnlyList<QuestionNode> Parts)
{
    /// <summary>The thing that an entity names.</summary>
    public WorldEntity? Entity { get; init; }

    /// <summary>The link of a hop.</summary>
    public Link? Link { get; init; }

    /// <summary>The mediators of a joint.</summary>
    public JointLink? Joint { get; init; }

    /// <summary>The attribute of a best.</summary>
    public AttributeType? Attribute { get; init; }

    /// <summary>True where a best takes the highest value.</summary>
    public bool IsMost { get; init; }

    /// <summary>Everything that is named, in the order of the question's programs.</summary>
    public IEnumerable<WorldEntity> Entities => Entity is { } entity ? [entity] : Parts.SelectMany(part => part.Entities);
}
