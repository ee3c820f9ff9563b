using System.Text.Json;
using System.Text.RegularExpressions;
using AgentTuning.Conversations;
using AgentTuning.Templates.Jinja;
using AgentTuning.Tokenization;

namespace AgentTuning.Templates;

/// <summary>Finds out what a chat template does to each shape of conversation.</summary>
public static partial class TemplateCheck
{
    const int ExcerptLength = 24;

    /// <summary>Renders one conversation of each shape, whole and reply by reply.</summary>
    /// <param name="source">The template.</param>
    /// <param name="tokenizer">The model's; null compares characters only, and takes what stands in angle brackets for special tokens.</param>
    /// <param name="clock">What templates read that write today's date.</param>
    /// <exception cref="InvalidDataException">The template cannot be read, or cannot render a question and a reply.</exception>
    public static TemplateReport Run(ChatTemplateSource source, ITokenizer? tokenizer, TimeProvider clock)
    {
        var renderer = new TemplateRenderer(source, clock);
        var rules = TemplateRules.Learn(renderer, tokenizer is null ? LooksSpecial : tokenizer.SpecialTokenAt);
        return new TemplateReport
        {
            Origin = source.Origin,
            Rules = rules,
            StopIds = tokenizer is null ? [] : JinjaChatTemplate.StopsOf(rules, tokenizer),
            Shapes = [.. ConversationShapes.All.Select(shape => Check(shape.Name, shape.Example, renderer, new BranchFinder(renderer, rules, tokenizer)))],
        };
    }

    static ShapeReport Check(string name, Conversation conversation, TemplateRenderer renderer, BranchFinder finder)
    {
        try
        {
            var branches = finder.Find(conversation);
            var whole = renderer.Render(conversation.Turns, conversation.Tools, asksForReply: false);
            var remarks = branches.Count == 1 ? [] : conversation.Turns.Index()
                .Where(turn => turn.Item.HasLoss && turn.Index < conversation.Turns.Count - 1)
                .Select(turn => Difference(conversation, turn.Index, renderer, whole))
                .OfType<string>();
            return new(name, branches.Count == 1 ? ShapeVerdict.AppendOnly : ShapeVerdict.Split, branches.Count, remarks.FirstOrDefault());
        }
        catch (InvalidDataException exception)
        {
            return new(name, ShapeVerdict.Refused, 0, exception.Message);
        }
    }

    static string? Difference(Conversation conversation, int turn, TemplateRenderer renderer, TracedText whole)
    {
        var then = renderer.Render([.. conversation.Turns.Take(turn + 1)], conversation.Tools, asksForReply: false).Text;
        var at = then.AsSpan().CommonPrefixLength(whole.Text);
        return at == then.Length ? null : $"turn {turn + 1} is shown as {Excerpt(then, at)} when it is the last, and as {Excerpt(whole.Text, at)} later";
    }

    static string Excerpt(string text, int at)
    {
        var start = Math.Max(0, at - ExcerptLength / 2);
        var length = Math.Min(ExcerptLength, text.Length - start);
        return JsonSerializer.Serialize(text.Substring(start, length), ExcerptJson.Readable.String);
    }

    static string? LooksSpecial(ReadOnlyMemory<char> text)
    {
        foreach (var match in InBrackets().EnumerateMatches(text.Span))
            return text[..match.Length].ToString();
        return null;
    }

    [GeneratedRegex(@"\G<[^<>\s/][^<>\s]*>|\G</s>")]
    private static partial Regex InBrackets();
}
