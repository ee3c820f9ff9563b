using System.Text.Json;
using AgentTuning.Conversations;
using AgentTuning.Files;

namespace AgentTuning.Datasets;

/// <summary>Chat messages: <c>messages</c> of <c>role</c> and <c>content</c>, tool calls included.</summary>
static class MessageRecords
{
    public static Conversation Read(RecordValue record, string fallbackId) => new()
    {
        Id = record["id"].IdOrNull() ?? fallbackId,
        Source = record["source"].TextOrNull(),
        Tools = record["tools"] is { IsAbsent: false } tools ? [.. tools.Items().Select(ReadTool)] : null,
        Turns = [.. record["messages"].Items().Select(ReadTurn)],
    };

    public static void Write(Utf8JsonWriter writer, Conversation conversation)
    {
        writer.WriteStartObject();
        writer.WriteString("id", conversation.Id);
        if (conversation.Source is { } source)
            writer.WriteString("source", source);
        if (conversation.Tools is { } tools)
        {
            writer.WriteStartArray("tools");
            foreach (var tool in tools)
                tool.WriteTo(writer);
            writer.WriteEndArray();
        }

        writer.WriteStartArray("messages");
        foreach (var (index, turn) in conversation.Turns.Index())
        {
            if (turn.StartsAfresh)
                throw new InvalidDataException(
                    $"{conversation.Id}: turns[{index}] starts the context afresh, which messages cannot say. Write it as dataset, or split it first.");
            WriteTurn(writer, turn);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    static JsonElement ReadTool(RecordValue tool) => tool.Element.ValueKind == JsonValueKind.Object ? tool.Element.Clone() : throw tool.Fault("an object that describes a tool");

    static Turn ReadTurn(RecordValue message)
    {
        var role = message["role"];
        if (!WireNames.TryParse<TurnRole>(role.Text(), out var speaker))
            throw role.Fault(string.Join(", ", WireNames.All<TurnRole>()));
        return new Turn
        {
            Role = speaker,
            Text = ReadContent(message["content"], mayBeAbsent: !message["tool_calls"].IsAbsent),
            Loss = message["weight"].WeightOrNull(),
            ToolCalls = message["tool_calls"] is { IsAbsent: false } calls ? [.. calls.Items().Select(ReadCall)] : null,
            ToolCallId = message["tool_call_id"].TextOrNull(),
        };
    }

    static string ReadContent(RecordValue content, bool mayBeAbsent) => content.Element.ValueKind switch
    {
        JsonValueKind.Array => string.Concat(content.Items().Select(ReadPart)),
        _ when content.IsAbsent && mayBeAbsent => "",
        _ => content.Text(),
    };

    static string ReadPart(RecordValue part) => part["type"].Text() == "text" ? part["text"].Text() : throw part["type"].Fault("text");

    static ToolCall ReadCall(RecordValue call) =>
        new(call["id"].TextOrNull() ?? "", call["function"]["name"].Text(), ReadArguments(call["function"]["arguments"]));

    // A text as the model wrote it; some data sets hold the object itself.
    static string ReadArguments(RecordValue arguments) =>
        arguments.Element.ValueKind == JsonValueKind.Object ? arguments.Element.GetRawText() : arguments.Text();

    static void WriteTurn(Utf8JsonWriter writer, Turn turn)
    {
        writer.WriteStartObject();
        writer.WriteString("role", WireNames.Of(turn.Role));
        if (turn.ToolCalls is not null && turn.Text.Length == 0)
            writer.WriteNull("content");
        else
            writer.WriteString("content", turn.Text);
        if (turn.Loss is { } loss)
            writer.WriteNumber("weight", loss ? 1 : 0);
        if (turn.ToolCalls is { } calls)
        {
            writer.WriteStartArray("tool_calls");
            foreach (var call in calls)
            {
                writer.WriteStartObject();
                writer.WriteString("id", call.Id);
                writer.WriteString("type", "function");
                writer.WriteStartObject("function");
                writer.WriteString("name", call.Name);
                writer.WriteString("arguments", call.Arguments);
                writer.WriteEndObject();
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        if (turn.ToolCallId is { } id)
            writer.WriteString("tool_call_id", id);
        writer.WriteEndObject();
    }
}
