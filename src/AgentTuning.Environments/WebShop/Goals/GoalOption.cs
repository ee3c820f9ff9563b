namespace AgentTuning.Environments.WebShop.Goals;

/// <summary>An option value that a goal asks for.</summary>
/// <param name="Name">The choice, for synthetic goals; null for goals of people, which hold values only.</param>
/// <param name="Value">The value.</param>
public readonly record struct GoalOption(string? Name, string Value);
