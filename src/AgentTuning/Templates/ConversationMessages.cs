using System.Text.Json;
using System.Text.Json.Nodes;
using AgentTuning.Conversations;

namespace AgentTuning.Templates;

/// <summary>Turns as the messages that templates expect.</summary>
static class ConversationMessages
{
    /// <summary>One message for each turn.</summary>
    public static JsonElement[] Of(IReadOnlyList<Turn> turns) => [.. turns.Select(Of)];

    static JsonElement Of(Turn turn)
    {
        var message = new JsonObject { ["role"] = NameOf(turn.Role), ["content"] = turn.Text };
        if (turn.ToolCalls is { Count: > 0 } calls)
            message["tool_calls"] = new JsonArray([.. calls.Select(Call)]);
        if (turn.ToolCallId is { } id)
            message["tool_call_id"] = id;
        return JsonSerializer.SerializeToElement(message, MessagesJson.Default.JsonObject);
    }

    static JsonObject Call(ToolCall call) => new()
    {
        ["id"] = call.Id,
        ["type"] = "function",
        ["function"] = new JsonObject { ["name"] = call.Name, ["arguments"] = Arguments(call.Arguments) },
    };

    // Templates want an object and write it as JSON; what is none stays the text that the model wrote.
    static JsonNode Arguments(string text)
    {
        try
        {
            return JsonNode.Parse(text) is JsonObject parsed ? parsed : JsonValue.Create(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }

    public static string NameOf(TurnRole role) => role switch
    {
        TurnRole.System => "system",
        TurnRole.User => "user",
        TurnRole.Assistant => "assistant",
        _ => "tool",
    };
}
