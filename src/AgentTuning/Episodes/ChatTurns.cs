using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AgentTuning.Agents;
using AgentTuning.Conversations;
using Microsoft.Extensions.AI;

namespace AgentTuning.Episodes;

/// <summary>Turns as chat messages, and chat messages as turns.</summary>
public static class ChatTurns
{
    static readonly JsonTypeInfo ArgumentsType =
        new JsonSerializerOptions(AIJsonUtilities.DefaultOptions) { WriteIndented = false }.GetTypeInfo(typeof(IDictionary<string, object?>));

    /// <summary>The message that carries a turn to a model.</summary>
    public static ChatMessage ToMessage(Turn turn)
    {
        if (turn.Role == TurnRole.Tool)
            return new ChatMessage(ChatRole.Tool, [new FunctionResultContent(turn.ToolCallId ?? "", turn.Text)]);

        var message = new ChatMessage(RoleOf(turn.Role), turn.Text);
        foreach (var call in turn.ToolCalls ?? [])
            message.Contents.Add(new FunctionCallContent(call.Id, call.Name, ReadArguments(call)));
        return message;
    }

    /// <summary>The turn that a message carries: its text and its tool calls; other contents are left out.</summary>
    public static Turn FromMessage(ChatMessage message)
    {
        if (message.Role == ChatRole.Tool && message.Contents.OfType<FunctionResultContent>().FirstOrDefault() is { } result)
            return new Turn { Role = TurnRole.Tool, Text = result.Result?.ToString() ?? "", ToolCallId = result.CallId };

        var calls = message.Contents.OfType<FunctionCallContent>().Select(ToToolCall).ToArray();
        return new Turn { Role = RoleOf(message.Role), Text = message.Text, ToolCalls = calls.Length == 0 ? null : calls };
    }

    /// <summary>The agent's turn: the text and the tool calls of all messages of its response.</summary>
    /// <exception cref="AgentException">The response has no message.</exception>
    public static Turn FromResponse(ChatResponse response)
    {
        if (response.Messages.Count == 0)
            throw new AgentException("The agent's response has no message, expected one.");
        var calls = response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>().Select(ToToolCall).ToArray();
        return Turn.Assistant(string.Concat(response.Messages.Select(message => message.Text))) with { ToolCalls = calls.Length == 0 ? null : calls };
    }

    static ChatRole RoleOf(TurnRole role) => role switch
    {
        TurnRole.System => ChatRole.System,
        TurnRole.User => ChatRole.User,
        TurnRole.Assistant => ChatRole.Assistant,
        _ => ChatRole.Tool,
    };

    static TurnRole RoleOf(ChatRole role) =>
        role == ChatRole.System ? TurnRole.System
        : role == ChatRole.Assistant ? TurnRole.Assistant
        : role == ChatRole.Tool ? TurnRole.Tool
        : TurnRole.User;

    static ToolCall ToToolCall(FunctionCallContent call) => new(call.CallId, call.Name, WriteArguments(call));

    static string WriteArguments(FunctionCallContent call) => call.Arguments is null
        ? "{}"
        : JsonSerializer.Serialize(call.Arguments, ArgumentsType);

    // A model may write arguments that are no JSON object; it sees an empty object again, and the environment's complaint.
    static IDictionary<string, object?> ReadArguments(ToolCall call)
    {
        try
        {
            return (IDictionary<string, object?>?)JsonSerializer.Deserialize(call.Arguments, ArgumentsType) ?? new Dictionary<string, object?>();
        }
        catch (JsonException)
        {
            return new Dictionary<string, object?>();
        }
    }
}
