namespace AgentTuning.Environments.KnowledgeGraph.Generation;

/// <summary>A nameless thing that ties several together, such as a performance: an actor, a film and a character.</summary>
/// <param name="Name">As the tools print it.</param>
/// <param name="Many">The noun for several of them.</param>
/// <param name="Low">The fewest for each thing of the first role.</param>
/// <param name="High">The most.</param>
sealed record MediatorType(string Name, string Many, int Low, int High)
{
    /// <summary>What it ties together; the first role's things have so many of it.</summary>
    public List<MediatorRole> Roles { get; } = [];

    /// <summary>A sentence with the roles in braces.</summary>
    public string Tell { get; set; } = "";

    public MediatorRole Role(string name) => Roles.First(role => role.Name == name);
}
