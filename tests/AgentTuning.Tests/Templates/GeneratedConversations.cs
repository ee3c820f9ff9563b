using System.Text.Json;
using AgentTuning.Conversations;

namespace AgentTuning.Tests.Templates;

/// <summary>Conversations of every shape: tools, parallel calls, empty turns, odd Unicode, turns without loss.</summary>
static class GeneratedConversations
{
    static readonly string[] Pieces =
    [
        "a", "the answer", "SELECT 1", "12", " ", "  ", "\n", "\n\n", "\t", "é", "e\u0301", "東京", "🦙", "👨‍👩‍👧", "\u00A0", "\u2028", "\u001B[31m", "<s>", "</s>", "[INST]",
        "<|im_end|>", "<|eot_id|>", "<end_of_turn>", "<|end|>", "<think>\nt\n</think>\n\n", "</tool_call>", "{{ x }}", "{% if %}", "\"quoted\"", "\\n", "'", "&lt;", "Ġ", "\uFEFF", "𝐀",
    ];

    static readonly string[] Required = ["place"];

    /// <summary>The same for the same seed.</summary>
    public static IEnumerable<Conversation> Of(int count, int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
            yield return Next(random, $"c{i}");
    }

    static Conversation Next(Random random, string id)
    {
        var turns = new List<Turn>();
        if (random.Next(3) == 0)
            turns.Add(Turn.System(Text(random, mayBeEmpty: true)));
        var hasTools = random.Next(3) == 0;
        for (var exchanges = random.Next(1, 5); exchanges > 0; exchanges--)
        {
            turns.Add(Turn.User(Text(random, mayBeEmpty: random.Next(8) == 0)));
            if (hasTools && random.Next(2) == 0)
                AddCalls(random, turns);
            turns.Add(Reply(random));
        }

        return new() { Id = id, Turns = turns, Tools = hasTools ? [.. Enumerable.Range(0, random.Next(1, 3)).Select(i => Tool(random, i))] : null };
    }

    static Turn Reply(Random random)
    {
        var hasLoss = random.Next(5) > 0;
        return Turn.Assistant(hasLoss ? "r" + Text(random, mayBeEmpty: true) : Text(random, mayBeEmpty: true), hasLoss);
    }

    static void AddCalls(Random random, List<Turn> turns)
    {
        var calls = Enumerable.Range(0, random.Next(4) == 0 ? 2 : 1).Select(i => new ToolCall($"call{random.Next(10_000, 99_999)}", "look0", Arguments(random))).ToArray();
        turns.Add(Turn.Assistant(random.Next(2) == 0 ? "" : Text(random, mayBeEmpty: true)) with { ToolCalls = calls });
        turns.AddRange(calls.Select(call => new Turn { Role = TurnRole.Tool, Text = Text(random, mayBeEmpty: true), ToolCallId = call.Id }));
    }

    static string Arguments(Random random) => JsonSerializer.Serialize(new Dictionary<string, object?>
    {
        ["place"] = Text(random, mayBeEmpty: true),
        ["count"] = random.Next(100),
        ["share"] = random.Next(8) / 4.0,
        ["flags"] = new object?[] { true, null, "x" },
    });

    static JsonElement Tool(Random random, int index) => JsonSerializer.SerializeToElement(new
    {
        type = "function",
        function = new
        {
            name = $"look{index}",
            description = "Looks at " + Text(random, mayBeEmpty: true),
            parameters = new
            {
                type = "object",
                properties = new { place = new { type = "string", description = "Where." }, count = new { type = "integer" }, flags = new { type = "array", items = new { type = "boolean" } } },
                required = Required,
            },
        },
    });

    static string Text(Random random, bool mayBeEmpty) =>
        string.Concat(Enumerable.Range(0, random.Next(mayBeEmpty ? 0 : 1, 6)).Select(_ => Pieces[random.Next(Pieces.Length)]));
}
