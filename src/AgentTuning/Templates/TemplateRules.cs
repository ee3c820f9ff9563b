using System.Text.Json;
using AgentTuning.Conversations;

namespace AgentTuning.Templates;

/// <summary>What a template puts around a reply: who writes which part.</summary>
/// <remarks>
/// Header: what the template writes to ask for a reply (<c>add_generation_prompt</c>); never the model's own. Body: from there to the end of turn; the model's own.
/// End of turn: the first special token after the reply's text, which the model must write to stop; its own too. Whatever the template adds after it is not.
/// </remarks>
public sealed record TemplateRules
{
    /// <summary>What asks for a reply, after a user turn.</summary>
    public required string Header { get; init; }

    /// <summary>What stands between the reply's text and the end of turn; the model writes it.</summary>
    public required string BeforeEnd { get; init; }

    /// <summary>The special token that ends the model's turn, or null where the template writes none.</summary>
    public required string? EndOfTurn { get; init; }

    /// <summary>What the template adds after the end of turn.</summary>
    public required string AfterEnd { get; init; }

    /// <summary>The special token that a text begins with, or null.</summary>
    internal Func<ReadOnlyMemory<char>, string?> SpecialTokenAt { get; init; } = _ => null;

    /// <summary>The end of turn where a text begins with it, or null.</summary>
    internal string? EndAt(ReadOnlyMemory<char> text) => EndOfTurn is { } end && text.Span.StartsWith(end) ? end : null;

    /// <summary>Learns the rules of a template from how it renders one exchange; with a tool, where it renders none without.</summary>
    /// <param name="renderer">Renders turns.</param>
    /// <param name="specialTokenAt">The special token at the start of a text, or null.</param>
    /// <exception cref="InvalidDataException">The template cannot render a question and a reply.</exception>
    internal static TemplateRules Learn(TemplateRenderer renderer, Func<ReadOnlyMemory<char>, string?> specialTokenAt)
    {
        try
        {
            return Learn(renderer, tools: null, specialTokenAt);
        }
        catch (InvalidDataException fault)
        {
            try
            {
                return Learn(renderer, [ConversationShapes.Tool], specialTokenAt);
            }
            catch (InvalidDataException)
            {
                throw new InvalidDataException($"{renderer.Origin}: {fault.Message} It was asked to render one question and its reply.", fault);
            }
        }
    }

    static TemplateRules Learn(TemplateRenderer renderer, IReadOnlyList<JsonElement>? tools, Func<ReadOnlyMemory<char>, string?> specialTokenAt)
    {
        const string reply = "REPLY";
        Turn[] question = [Turn.User("QUESTION")];
        var prompt = renderer.Render(question, tools, asksForReply: true).Text;
        var asked = renderer.Render(question, tools, asksForReply: false).Text;
        var whole = renderer.Render([.. question, Turn.Assistant(reply)], tools, asksForReply: false).Text;
        var header = prompt[TokenStart(prompt, prompt.AsSpan().CommonPrefixLength(asked), specialTokenAt)..];
        var at = whole.LastIndexOf(reply, StringComparison.Ordinal);
        var closing = at < 0 ? "" : whole[(at + reply.Length)..];
        for (var i = 0; i < closing.Length; i++)
        {
            if (specialTokenAt(closing.AsMemory(i)) is { } end)
                return new() { Header = header, BeforeEnd = closing[..i], EndOfTurn = end, AfterEnd = closing[(i + end.Length)..], SpecialTokenAt = specialTokenAt };
        }

        return new() { Header = header, BeforeEnd = "", EndOfTurn = null, AfterEnd = closing, SpecialTokenAt = specialTokenAt };
    }

    // A template may write something else where it does not ask for a reply, and two special tokens begin alike.
    static int TokenStart(string text, int at, Func<ReadOnlyMemory<char>, string?> specialTokenAt)
    {
        for (var start = at - 1; start >= 0 && at < text.Length; start--)
        {
            if (specialTokenAt(text.AsMemory(start)) is { } token)
                return start + token.Length > at ? start : at;
        }

        return at;
    }
}
