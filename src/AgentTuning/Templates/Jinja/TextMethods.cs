namespace AgentTuning.Templates.Jinja;

/// <summary>Methods of texts that cut, find and replace.</summary>
static class TextMethods
{
    /// <summary>A method of a text, or null where it has none of that name.</summary>
    public static Callable? Find(TracedText text, string name) => name switch
    {
        "strip" => (arguments, _) => text.Strip(characters: arguments.Text(0, "chars")?.Text),
        "lstrip" => (arguments, _) => text.Strip(end: false, characters: arguments.Text(0, "chars")?.Text),
        "rstrip" => (arguments, _) => text.Strip(start: false, characters: arguments.Text(0, "chars")?.Text),
        "startswith" => (arguments, _) => Affixes(arguments, "prefix").Any(prefix => text.Text.StartsWith(prefix, StringComparison.Ordinal)),
        "endswith" => (arguments, _) => Affixes(arguments, "suffix").Any(suffix => text.Text.EndsWith(suffix, StringComparison.Ordinal)),
        "removeprefix" => (arguments, _) => arguments.RequireText(0, "prefix").Text is var prefix && text.Text.StartsWith(prefix, StringComparison.Ordinal)
            ? text.Slice(prefix.Length, text.Length - prefix.Length)
            : text,
        "removesuffix" => (arguments, _) => arguments.RequireText(0, "suffix").Text is var suffix && text.Text.EndsWith(suffix, StringComparison.Ordinal)
            ? text.Slice(0, text.Length - suffix.Length)
            : text,
        "split" => (arguments, budget) => Split(text, arguments, budget),
        "rsplit" => (arguments, budget) => SplitFromRight(text, arguments, budget),
        "splitlines" => (arguments, _) => SplitLines(text, arguments.Flag(0, "keepends", absent: false)),
        "partition" => (arguments, _) => Partition(text, arguments.RequireText(0, "sep"), fromRight: false),
        "rpartition" => (arguments, _) => Partition(text, arguments.RequireText(0, "sep"), fromRight: true),
        "replace" => (arguments, budget) => Replace(text, (arguments.RequireText(0, "old"), arguments.RequireText(1, "new")), arguments.Integer(2, "count", -1), budget),
        "find" => (arguments, _) => Place(text, arguments, text.Text.IndexOf(arguments.RequireText(0, "sub").Text, StringComparison.Ordinal)),
        "rfind" => (arguments, _) => Place(text, arguments, text.Text.LastIndexOf(arguments.RequireText(0, "sub").Text, StringComparison.Ordinal)),
        "index" => (arguments, _) => Place(text, arguments, text.Text.IndexOf(arguments.RequireText(0, "sub").Text, StringComparison.Ordinal)) is var at and >= 0
            ? at
            : throw new JinjaException("index: the text does not occur."),
        "count" => (arguments, _) => (long)Occurrences(text.Text, arguments.RequireText(0, "sub").Text),
        "join" => (arguments, budget) => Join(text, arguments, budget),
        _ => null,
    };

    /// <summary>Replaces a text by another, from the left.</summary>
    /// <param name="text">Where.</param>
    /// <param name="change">What by what.</param>
    /// <param name="count">How often; below 0 always.</param>
    /// <param name="budget">Pays for the result.</param>
    public static TracedText Replace(TracedText text, (TracedText Old, TracedText New) change, int count, RenderBudget budget)
    {
        var parts = new List<TracedText>();
        var start = 0;
        if (change.Old.Length == 0)
        {
            for (var i = 0; i <= text.Length && (count < 0 || i < count); i++)
            {
                parts.Add(change.New);
                budget.Characters(change.New.Length);
                if (i < text.Length)
                    parts.Add(text.Slice(i, 1));
                start = i + 1;
            }
        }
        else
        {
            for (var at = text.Text.IndexOf(change.Old.Text, StringComparison.Ordinal); at >= 0 && count != 0; count--)
            {
                parts.Add(text.Slice(start, at - start));
                parts.Add(change.New);
                budget.Characters(at - start + change.New.Length);
                start = at + change.Old.Length;
                at = text.Text.IndexOf(change.Old.Text, start, StringComparison.Ordinal);
            }
        }

        if (start < text.Length)
            parts.Add(text.Slice(start, text.Length - start));
        return parts is [var only] ? only : TracedText.Join(parts);
    }

    static IEnumerable<string> Affixes(CallArguments arguments, string name) => arguments.Require(0, name) is JinjaTuple several
        ? several.Select(item => (item as TracedText ?? throw new JinjaException($"{name} holds a {PythonText.TypeName(item)}, expected a str.")).Text)
        : [arguments.RequireText(0, name).Text];

    static List<object?> Split(TracedText text, CallArguments arguments, RenderBudget budget)
    {
        var most = arguments.Integer(1, "maxsplit", -1);
        if (arguments.Text(0, "sep") is not { } separator)
            return SplitAtSpace(text, most);
        RequireSeparator(separator);
        var parts = new List<object?>();
        var start = 0;
        for (var at = text.Text.IndexOf(separator.Text, StringComparison.Ordinal); at >= 0 && most != 0; most--)
        {
            budget.Step();
            parts.Add(text.Slice(start, at - start));
            start = at + separator.Length;
            at = text.Text.IndexOf(separator.Text, start, StringComparison.Ordinal);
        }

        parts.Add(text.Slice(start, text.Length - start));
        return parts;
    }

    static List<object?> SplitAtSpace(TracedText text, int most)
    {
        var parts = new List<object?>();
        var at = 0;
        while (true)
        {
            while (at < text.Length && PythonText.IsWhiteSpace(text.Text[at]))
                at++;
            if (at == text.Length)
                return parts;
            if (most-- == 0)
            {
                parts.Add(text.Slice(at, text.Length - at).Strip(start: false));
                return parts;
            }

            var start = at;
            while (at < text.Length && !PythonText.IsWhiteSpace(text.Text[at]))
                at++;
            parts.Add(text.Slice(start, at - start));
        }
    }

    static List<object?> SplitFromRight(TracedText text, CallArguments arguments, RenderBudget budget)
    {
        var most = arguments.Integer(1, "maxsplit", -1);
        if (arguments.Text(0, "sep") is not { } separator || most < 0)
            return most < 0 ? Split(text, arguments, budget) : throw new JinjaException("rsplit with a limit needs a separator.");
        RequireSeparator(separator);
        var parts = new List<object?>();
        var end = text.Length;
        while (most-- > 0 && end >= separator.Length && text.Text.LastIndexOf(separator.Text, end - 1, StringComparison.Ordinal) is var at and >= 0)
        {
            parts.Insert(0, text.Slice(at + separator.Length, end - at - separator.Length));
            end = at;
        }

        parts.Insert(0, text.Slice(0, end));
        return parts;
    }

    static List<object?> SplitLines(TracedText text, bool keepsEnds)
    {
        var lines = new List<object?>();
        for (var start = 0; start < text.Length;)
        {
            var end = start;
            while (end < text.Length && !IsLineEnd(text.Text[end]))
                end++;
            var after = end + (end == text.Length ? 0 : text.Text.AsSpan(end).StartsWith("\r\n", StringComparison.Ordinal) ? 2 : 1);
            lines.Add(text.Slice(start, (keepsEnds ? after : end) - start));
            start = after;
        }

        return lines;
    }

    static bool IsLineEnd(char unit) => unit is '\n' or '\r' or '\v' or '\f' or (>= '\u001C' and <= '\u001E') or '\u0085' or '\u2028' or '\u2029';

    static JinjaTuple Partition(TracedText text, TracedText separator, bool fromRight)
    {
        RequireSeparator(separator);
        var at = fromRight ? text.Text.LastIndexOf(separator.Text, StringComparison.Ordinal) : text.Text.IndexOf(separator.Text, StringComparison.Ordinal);
        if (at < 0)
            return fromRight ? new([TracedText.Empty, TracedText.Empty, text]) : new([text, TracedText.Empty, TracedText.Empty]);
        var after = at + separator.Length;
        return new([text.Slice(0, at), text.Slice(at, separator.Length), text.Slice(after, text.Length - after)]);
    }

    // Python counts code points.
    static long Place(TracedText text, CallArguments arguments, int unit)
    {
        arguments.AtMost(1, "sub");
        return unit < 0 ? -1 : text.Text.AsSpan(0, unit).ToString().EnumerateRunes().Count();
    }

    static int Occurrences(string text, string part)
    {
        if (part.Length == 0)
            return text.EnumerateRunes().Count() + 1;
        var count = 0;
        for (var at = text.IndexOf(part, StringComparison.Ordinal); at >= 0; at = text.IndexOf(part, at + part.Length, StringComparison.Ordinal))
            count++;
        return count;
    }

    static TracedText Join(TracedText separator, CallArguments arguments, RenderBudget budget)
    {
        var parts = new List<TracedText>();
        foreach (var item in PythonValues.Iterate(arguments.Require(0, "iterable")))
        {
            if (parts.Count > 0)
                parts.Add(separator);
            parts.Add(item as TracedText ?? throw new JinjaException($"join: an element is a {PythonText.TypeName(item)}, expected a str."));
            budget.Characters(parts[^1].Length + separator.Length);
        }

        return TracedText.Join(parts);
    }

    static void RequireSeparator(TracedText separator)
    {
        if (separator.Length == 0)
            throw new JinjaException("A separator is empty.");
    }
}
