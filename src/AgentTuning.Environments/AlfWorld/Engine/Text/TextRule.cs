namespace AgentTuning.Environments.AlfWorld.Engine.Text;

/// <summary>One way to write a symbol.</summary>
/// <param name="Condition">Must have a match; null always has.</param>
/// <param name="Fault">Why the condition cannot be read, or null.</param>
/// <param name="Nodes">What is written.</param>
sealed record TextRule(TextQuery? Condition, string? Fault, IReadOnlyList<TextNode> Nodes);
