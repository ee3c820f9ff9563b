using System.Text.Json;
using AgentTuning.Conversations;

namespace AgentTuning.Templates;

/// <summary>The shapes of conversations that training data have, one example of each.</summary>
static class ConversationShapes
{
    // Mistral's templates ask for calls named by nine letters or digits.
    const string FirstCall = "call00001";
    const string SecondCall = "call00002";

    /// <summary>A tool that one could offer.</summary>
    public static readonly JsonElement Tool = JsonDocument.Parse(
        """
        {"type": "function", "function": {"name": "weather", "description": "The weather in a city.", "parameters":
        {"type": "object", "properties": {"city": {"type": "string", "description": "The city."}}, "required": ["city"]}}}
        """).RootElement;

    /// <summary>Name and example.</summary>
    public static IReadOnlyList<(string Name, Conversation Example)> All { get; } =
    [
        Shape("one exchange", User("q1"), Reply("a1")),
        Shape("a system prompt", Turn.System("rules"), User("q1"), Reply("a1")),
        Shape("several exchanges", User("q1"), Reply("a1"), User("q2"), Reply("a2"), User("q3"), Reply("a3")),
        Shape("a system prompt, several exchanges", Turn.System("rules"), User("q1"), Reply("a1"), User("q2"), Reply("a2")),
        Shape("an empty system prompt", Turn.System(""), User("q1"), Reply("a1")),
        Shape("white space around texts", Turn.System(" rules\n"), User("\nq1  "), Reply(" a1\n"), User(" q2\n"), Reply("\n\na2 ")),
        Shape("an empty user turn", User("q1"), Reply("a1"), User(""), Reply("a2")),
        Shape("an empty reply without loss", User("q1"), Turn.Assistant("", loss: false), User("q2"), Reply("a2")),
        Shape("a thought in each reply", User("q1"), Reply("<think>\nt1\n</think>\n\na1"), User("q2"), Reply("<think>\nt2\n</think>\n\na2")),
        Shape("two user turns in a row", User("q1"), User("q2"), Reply("a1")),
        Shape("two replies in a row", User("q1"), Reply("a1"), Reply("a2")),
        Shape("the model begins", Reply("a1"), User("q1"), Reply("a2")),
        Shape("a later system turn", User("q1"), Reply("a1"), Turn.System("rules"), User("q2"), Reply("a2")),
        WithTool("tools that are not called", User("q1"), Reply("a1"), User("q2"), Reply("a2")),
        WithTool("a call of a tool", User("q1"), Calls("", Call(FirstCall, "Oslo")), Result(FirstCall, "rain"), Reply("a1")),
        WithTool("a text before a call", User("q1"), Calls("I look.", Call(FirstCall, "Oslo")), Result(FirstCall, "rain"), Reply("a1")),
        WithTool(
            "two calls at once", User("q1"), Calls("", Call(FirstCall, "Oslo"), Call(SecondCall, "Rome")), Result(FirstCall, "rain"), Result(SecondCall, "sun"), Reply("a1")),
        WithTool(
            "calls, then another question",
            Turn.System("rules"), User("q1"), Calls("", Call(FirstCall, "Oslo")), Result(FirstCall, "rain"), Reply("a1"),
            User("q2"), Calls("", Call(SecondCall, "Rome")), Result(SecondCall, "sun"), Reply("a2")),
    ];

    static (string Name, Conversation Example) Shape(string name, params Turn[] turns) => (name, new() { Id = name, Turns = turns });

    static (string Name, Conversation Example) WithTool(string name, params Turn[] turns) => (name, new() { Id = name, Turns = turns, Tools = [Tool] });

    static Turn User(string text) => Turn.User(text);

    static Turn Reply(string text) => Turn.Assistant(text);

    static Turn Calls(string text, params ToolCall[] calls) => Turn.Assistant(text) with { ToolCalls = calls };

    static ToolCall Call(string id, string city) => new(id, "weather", $$"""{"city": "{{city}}"}""");

    static Turn Result(string call, string text) => new() { Role = TurnRole.Tool, Text = text, ToolCallId = call };
}
