using System.Text.Json;
using AgentTuning.Conversations;

namespace AgentTuning.Datasets;

/// <summary>AgentInstruct and ShareGPT: <c>conversations</c> of <c>from</c> and <c>value</c>, with or without <c>loss</c>.</summary>
static class FromValueRecords
{
    public static Conversation Read(RecordValue record, string fallbackId) => new()
    {
        Id = record["id"].IdOrNull() ?? fallbackId,
        Source = record["source"].TextOrNull(),
        Turns = [.. record["conversations"].Items().Select(turn => new Turn
        {
            Role = RoleOf(turn["from"]),
            Text = turn["value"].Text(),
            Loss = turn["loss"].FlagOrNull(),
        })],
    };

    public static void Write(Utf8JsonWriter writer, Conversation conversation, bool hasLoss)
    {
        writer.WriteStartObject();
        writer.WriteString("id", conversation.Id);
        if (conversation.Source is { } source)
            writer.WriteString("source", source);
        writer.WriteStartArray("conversations");
        foreach (var (index, turn) in conversation.Turns.Index())
        {
            if (turn.StartsAfresh || turn.ToolCalls is not null || turn.ToolCallId is not null)
                throw new InvalidDataException(
                    $"{conversation.Id}: turns[{index}] {(turn.StartsAfresh ? "starts the context afresh" : "has to do with a tool call")}, which "
                    + "'from' and 'value' cannot say. Write it as messages or dataset, or split it first.");
            if (!hasLoss && turn.Loss is { } loss && loss != (turn.Role == TurnRole.Assistant))
                throw new InvalidDataException(
                    $"{conversation.Id}: turns[{index}] has loss {(loss ? "true" : "false")}, which ShareGPT cannot say. Write it as agentinstruct, messages or dataset.");

            writer.WriteStartObject();
            writer.WriteString("from", NameOf(turn.Role));
            if (hasLoss && turn.Loss is { } flag)
                writer.WriteBoolean("loss", flag);
            else if (hasLoss)
                writer.WriteNull("loss");
            writer.WriteString("value", turn.Text);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    static TurnRole RoleOf(RecordValue from) => from.Text() switch
    {
        "human" or "user" => TurnRole.User,
        "gpt" or "chatgpt" or "assistant" => TurnRole.Assistant,
        "system" => TurnRole.System,
        "tool" or "observation" => TurnRole.Tool,
        _ => throw from.Fault("human, gpt, system or tool"),
    };

    static string NameOf(TurnRole role) => role switch
    {
        TurnRole.User => "human",
        TurnRole.Assistant => "gpt",
        TurnRole.System => "system",
        _ => "tool",
    };
}
