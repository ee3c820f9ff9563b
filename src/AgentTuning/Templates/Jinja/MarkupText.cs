namespace AgentTuning.Templates.Jinja;

/// <summary>Texts that count as HTML, as <c>safe</c> and <c>escape</c> make them: what is joined to one is escaped, although nothing else is.</summary>
static class MarkupText
{
    static readonly (string Old, string New)[] Changes = [("&", "&amp;"), (">", "&gt;"), ("<", "&lt;"), ("'", "&#39;"), ("\"", "&#34;")];

    /// <summary>The text as HTML; one that is HTML already stays.</summary>
    /// <param name="text">The text.</param>
    /// <param name="budget">What may be used.</param>
    /// <param name="isForced">True escapes HTML too.</param>
    public static TracedText Escape(TracedText text, RenderBudget budget, bool isForced = false)
    {
        if (text.IsMarkup && !isForced)
            return text;
        foreach (var (old, with) in Changes)
            text = TextMethods.Replace(text, (text.With(old), text.With(with)), -1, budget);
        return text.AsMarkup();
    }

    /// <summary>Texts one after the other; where one of them is HTML, all become so.</summary>
    public static TracedText Join(IReadOnlyList<TracedText> parts, RenderBudget budget) => parts.Any(part => part.IsMarkup)
        ? TracedText.Join(parts.Select(part => Escape(part, budget))).AsMarkup()
        : TracedText.Join(parts);
}
