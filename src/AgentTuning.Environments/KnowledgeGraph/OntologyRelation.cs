namespace AgentTuning.Environments.KnowledgeGraph;

/// <summary>A predicate that the tools know.</summary>
/// <param name="Name">Without the namespace, such as <c>people.person.profession</c>.</param>
/// <param name="Domain">The type of its subjects.</param>
/// <param name="Range">The type of its objects.</param>
/// <param name="IsAttribute">True where it leads to values that superlatives compare, false where it leads to things.</param>
public sealed record OntologyRelation(string Name, string Domain, string Range, bool IsAttribute);
