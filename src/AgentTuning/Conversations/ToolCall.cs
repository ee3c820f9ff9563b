namespace AgentTuning.Conversations;

/// <summary>One call of a tool by the model.</summary>
/// <param name="Id">The id that the tool's result names.</param>
/// <param name="Name">The tool.</param>
/// <param name="Arguments">The arguments as a JSON text, exactly as the model wrote them.</param>
public sealed record ToolCall(string Id, string Name, string Arguments);
