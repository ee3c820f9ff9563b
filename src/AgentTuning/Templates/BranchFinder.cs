using System.Text.Json;
using AgentTuning.Conversations;
using AgentTuning.Templates.Jinja;
using AgentTuning.Tokenization;

namespace AgentTuning.Templates;

/// <summary>Finds, in renderings, the replies that stand there exactly as they were generated.</summary>
/// <remarks>
/// A reply does where the rendering begins with the prompt that it was an answer to, and goes on with the reply as it is rendered right after that prompt, up to
/// its end of turn. Replies that the whole conversation shows otherwise (a template that drops old thoughts, or moves the system prompt) get renderings of their
/// own, of the conversation up to them; nothing is guessed: where the reply does not stand behind the header that asks for it, it is refused.
/// </remarks>
/// <param name="renderer">Renders turns.</param>
/// <param name="rules">The template's rules.</param>
/// <param name="tokenizer">Tells whether the ids of a prompt are the first ids of a rendering, or null where there is no vocabulary.</param>
sealed class BranchFinder(TemplateRenderer renderer, TemplateRules rules, ITokenizer? tokenizer)
{
    /// <summary>The renderings that together show every reply with loss once: the whole conversation first.</summary>
    /// <exception cref="InvalidDataException">The template refuses turns, or does not show a reply after its prompt at all.</exception>
    public IReadOnlyList<RenderedBranch> Find(Conversation conversation)
    {
        RequireTools(conversation);
        var replies = new Replies(conversation, renderer);
        var open = replies.WithLoss.ToList();
        var branches = new List<RenderedBranch>();
        var count = conversation.Turns.Count;
        do
        {
            var text = renderer.Render([.. conversation.Turns.Take(count)], conversation.Tools, asksForReply: false);
            var ids = tokenizer?.Encode(Rendering.Parts(text));
            var own = open.Where(turn => turn < count).Select(turn => (Turn: turn, Span: SpanIn(text, ids, replies, turn))).ToList();
            var last = count - 1;
            if (branches.Count > 0 && own.Find(reply => reply.Turn == last).Span is null)
                branches.Add(Cut(text, replies, last));
            else if (branches.Count == 0 || own.Exists(reply => reply.Span is not null))
                branches.Add(new(count, text, [.. own.Where(reply => reply.Span is not null).Select(reply => reply.Span!.Value)], ids));
            foreach (var span in branches[^1].Own)
                RequireCalls(conversation.Turns[span.Turn], branches[^1].Text.Text[span.Start..span.End], span.Turn);
            open.RemoveAll(turn => branches[^1].Own.Any(span => span.Turn == turn));
            if (open.Count > 0)
                count = open[^1] + 1;
        }
        while (open.Count > 0);
        return branches.Count > 1 && branches[0].Own.Count == 0 ? branches[1..] : branches;
    }

    // A model that learns calls of tools which it is not shown learns to make tools up.
    void RequireTools(Conversation conversation)
    {
        if (conversation.Tools is not { Count: > 0 } tools)
            return;
        var text = renderer.Render(conversation.Turns, tools, asksForReply: false).Text;
        var missing = tools.Select(ToolName).FirstOrDefault(name => name is not null && !text.Contains(name, StringComparison.Ordinal));
        if (missing is not null)
            throw new InvalidDataException($"the chat template does not show the tool '{missing}'. Describe the tools in the system turn, or use a template that has tools.");
    }

    static string? ToolName(JsonElement tool) =>
        tool.TryGetProperty("function", out var function) && function.ValueKind == JsonValueKind.Object && function.TryGetProperty("name", out var name) ? name.GetString() : null;

    static void RequireCalls(Turn turn, string shown, int index)
    {
        var beside = turn.Text.Trim() is { Length: > 0 } said ? shown.Replace(said, "", StringComparison.Ordinal) : shown;
        foreach (var call in turn.ToolCalls ?? [])
        {
            if (!beside.Contains(call.Name, StringComparison.Ordinal))
                throw new InvalidDataException($"turn {index + 1}: the chat template does not show the call of '{call.Name}', so nothing of it would be learned. Write calls into the reply's text, or use a template that has tools.");
        }
    }

    OwnSpan? SpanIn(TracedText text, TokenizedText? ids, Replies replies, int turn)
    {
        var prompt = replies.Prompt(turn);
        var shown = replies.Shown(turn);
        if (!shown.Text.StartsWith(prompt.Text, StringComparison.Ordinal))
            return null;
        var end = EndOf(shown, prompt.Length, turn);
        if (string.CompareOrdinal(shown.Text, 0, text.Text, 0, end) != 0 || end > text.Length)
            return null;
        return ids is null || BeginsWith(ids, prompt) ? new OwnSpan(turn, prompt.Length, end) : null;
    }

    bool BeginsWith(TokenizedText ids, TracedText prompt)
    {
        var first = tokenizer!.Encode(Rendering.Parts(prompt)).TokenIds;
        return ids.TokenIds.AsSpan().StartsWith(first.AsSpan());
    }

    // Where the rendering does not go on from the prompt, the prompt is taken as the model saw it, and the reply as the template writes it behind the same header.
    RenderedBranch Cut(TracedText text, Replies replies, int turn)
    {
        var prompt = replies.Prompt(turn);
        var end = 0;
        if (text.Text.StartsWith(prompt.Text, StringComparison.Ordinal))
        {
            end = EndOf(text, prompt.Length, turn);
            text = text.Slice(0, end);
        }
        else
        {
            var start = StartOf(text, replies, turn) ?? throw new InvalidDataException(
                $"turn {turn + 1}: the chat template does not show the reply behind the header that asks for it, so what the model has to write cannot be told from the rest. Leave the reply without loss, or use another template.");
            text = prompt.Append(text.Slice(start, EndOf(text, start, turn) - start));
            end = text.Length;
        }

        return new(turn + 1, text, [new OwnSpan(turn, prompt.Length, end)], tokenizer is null ? null : Joined(text, prompt));
    }

    // The text that the template wrote before the reply begins as that after the prompt's last message, or holds the header that asks for the reply.
    int? StartOf(TracedText text, Replies replies, int turn)
    {
        var (written, first) = Gap(text, turn + 1);
        var gap = text.Text[written..first];
        var prompt = replies.Prompt(turn);
        var tail = prompt.Text[Gap(prompt, turn + 1).Start..];
        if (tail.Length > 0 && gap.StartsWith(tail, StringComparison.Ordinal) && OriginAt(text, written - 1) == OriginAt(prompt, prompt.Length - tail.Length - 1))
            return written + tail.Length;
        var header = replies.Header(turn);
        var at = header.Length == 0 ? -1 : gap.LastIndexOf(header, StringComparison.Ordinal);
        if (at < 0)
            return null;
        var own = at + header.Length;
        return rules.EndOfTurn is { } closing && gap.IndexOf(closing, own, StringComparison.Ordinal) >= 0 ? null : written + own;
    }

    /// <summary>What the template wrote just before the first character of a message, or at the end of the text where the message has none.</summary>
    static (int Start, int End) Gap(TracedText text, int message)
    {
        var written = 0;
        var start = 0;
        foreach (var (end, origin) in text.Runs)
        {
            if (origin == message)
                return (written, start);
            if (origin != TracedText.Template)
                written = end;
            start = end;
        }

        return (written, text.Length);
    }

    static int? OriginAt(TracedText text, int at)
    {
        foreach (var (end, origin) in text.Runs)
        {
            if (at >= 0 && at < end)
                return origin;
        }

        return null;
    }

    // As generation joins them: the ids of the prompt stay what they were.
    TokenizedText Joined(TracedText text, TracedText prompt)
    {
        var whole = tokenizer!.Encode(Rendering.Parts(text));
        if (BeginsWith(whole, prompt))
            return whole;
        var head = tokenizer.Encode(Rendering.Parts(prompt));
        var tail = tokenizer.Encode(Rendering.Parts(text, prompt.Length));
        return new(head.TokenIds.AddRange(tail.TokenIds), head.Starts.AddRange(tail.Starts.Select(start => start + prompt.Length)));
    }

    /// <summary>The end of a reply in a rendering that ends with it.</summary>
    int EndOf(TracedText text, int start, int turn)
    {
        var body = start;
        foreach (var (end, origin) in text.Runs)
        {
            if (origin == turn + 1)
                body = Math.Max(body, end);
        }

        // A turn that calls tools may end with another token than one that talks.
        return EndAfter(text, body, rules.EndAt) ?? EndAfter(text, body, rules.SpecialTokenAt) ?? body;
    }

    // A special token that the reply merely spells is no end; what the template writes after the text may lead up to it.
    static int? EndAfter(TracedText text, int body, Func<ReadOnlyMemory<char>, string?> tokenAt)
    {
        var start = 0;
        foreach (var (end, origin) in text.Runs)
        {
            for (var i = Math.Max(start, body); origin == TracedText.Template && i < end; i++)
            {
                if (tokenAt(text.Text.AsMemory(i, end - i)) is { } token)
                    return i + token.Length;
            }

            start = end;
        }

        return null;
    }

    /// <summary>The prompts of replies, and the replies right after them.</summary>
    sealed class Replies(Conversation conversation, TemplateRenderer renderer)
    {
        readonly Dictionary<int, (TracedText Prompt, TracedText Shown)> _rendered = [];

        public IEnumerable<int> WithLoss => conversation.Turns.Index().Where(turn => turn.Item.HasLoss).Select(turn => turn.Index);

        public TracedText Prompt(int turn) => Rendered(turn).Prompt;

        public TracedText Shown(int turn) => Rendered(turn).Shown;

        /// <summary>What the prompt adds to ask for the reply; empty where that cannot be told.</summary>
        public string Header(int turn)
        {
            var asked = renderer.Render([.. conversation.Turns.Take(turn)], conversation.Tools, asksForReply: false).Text;
            var prompt = Prompt(turn).Text;
            return prompt.StartsWith(asked, StringComparison.Ordinal) ? prompt[asked.Length..] : "";
        }

        (TracedText Prompt, TracedText Shown) Rendered(int turn)
        {
            if (_rendered.TryGetValue(turn, out var rendered))
                return rendered;
            rendered = (
                renderer.Render([.. conversation.Turns.Take(turn)], conversation.Tools, asksForReply: true),
                renderer.Render([.. conversation.Turns.Take(turn + 1)], conversation.Tools, asksForReply: false));
            _rendered[turn] = rendered;
            return rendered;
        }
    }
}
