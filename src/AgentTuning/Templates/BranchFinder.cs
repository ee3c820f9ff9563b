using AgentTuning.Conversations;
using AgentTuning.Templates.Jinja;
using AgentTuning.Tokenization;

namespace AgentTuning.Templates;

/// <summary>Finds, in renderings, the replies that stand there exactly as they were generated.</summary>
/// <remarks>
/// A reply does where the rendering begins with the prompt that it was an answer to, and goes on with the reply as it is rendered right after that prompt, up to
/// its end of turn. Replies that the whole conversation shows otherwise (a template that drops old thoughts, or moves the system prompt) get renderings of their
/// own, of the conversation up to them; nothing is guessed.
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
            open.RemoveAll(turn => branches[^1].Own.Any(span => span.Turn == turn));
            if (open.Count > 0)
                count = open[^1] + 1;
        }
        while (open.Count > 0);
        return branches.Count > 1 && branches[0].Own.Count == 0 ? branches[1..] : branches;
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

    // The reply right after its prompt, and still not a continuation of its ids: they are joined as generation joins them.
    RenderedBranch Cut(TracedText text, Replies replies, int turn)
    {
        var prompt = replies.Prompt(turn);
        if (!text.Text.StartsWith(prompt.Text, StringComparison.Ordinal))
        {
            throw new InvalidDataException(
                $"turn {turn + 1}: the chat template renders the prompt of this reply otherwise once the reply is there, so what the model has to write cannot be told from the rest. Leave the reply without loss, or use another template.");
        }

        return new(turn + 1, text, [new OwnSpan(turn, prompt.Length, EndOf(text, prompt.Length, turn))], tokenizer is null ? null : Joined(text, prompt.Length));
    }

    TokenizedText Joined(TracedText text, int cut)
    {
        var head = tokenizer!.Encode(Rendering.Parts(text.Slice(0, cut)));
        var tail = tokenizer.Encode(Rendering.Parts(text, cut));
        return new(head.TokenIds.AddRange(tail.TokenIds), head.Starts.AddRange(tail.Starts.Select(start => start + cut)));
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
