namespace AgentTuning.Environments.KnowledgeGraph.Generation;

/// <summary>A class of things.</summary>
/// <param name="Name">As the tools print it, such as <c>people.person</c>.</param>
/// <param name="One">The noun for one of them.</param>
/// <param name="Many">The noun for several.</param>
/// <param name="Patterns">How they are named; empty where a list names them.</param>
/// <param name="PerHundred">How many there are for each hundred people; null takes the whole list.</param>
sealed record EntityType(string Name, string One, string Many, IReadOnlyList<string> Patterns, int? PerHundred);
