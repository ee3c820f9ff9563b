namespace AgentTuning.Environments.AlfWorld.Engine.Text;

/// <summary>How an action is typed, and what it answers.</summary>
sealed record ActionText(IReadOnlyList<TextNode> Template, IReadOnlyList<TextNode> Feedback);
