namespace AgentTuning.Environments.KnowledgeGraph.Generation;

/// <summary>What a mediator ties together.</summary>
/// <param name="Name">Within the mediator, such as <c>actor</c>.</param>
/// <param name="Type">The type of what plays the role.</param>
/// <param name="Relation">From the mediator to it.</param>
/// <param name="Inverse">From it to the mediator.</param>
sealed record MediatorRole(string Name, string Type, string Relation, string Inverse);
