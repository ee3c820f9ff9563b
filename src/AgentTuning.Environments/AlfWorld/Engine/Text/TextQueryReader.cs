namespace AgentTuning.Environments.AlfWorld.Engine.Text;

/// <summary>Reads queries such as <c>atlocation(a:agent, l:location) &amp; opened(r:receptacle)</c>.</summary>
static class TextQueryReader
{
    /// <summary>The query, or why it cannot be read.</summary>
    public static (TextQuery? Query, string? Fault) Read(string text)
    {
        var scanner = new TextScanner(text);
        var facts = new List<TextQuery.Fact>();
        var types = new Dictionary<string, string>(StringComparer.Ordinal);
        do
        {
            if (ReadFact(scanner, types) is not { } fact)
                return (null, $"the query '{text.Trim()}' cannot be read at its character {scanner.Position + 1}; expected facts such as opened(r:receptacle), joined by '&'.");
            facts.Add(fact);
            if (facts.Count > GameLimits.QueryFacts)
                return (null, $"a query joins more than {GameLimits.QueryFacts} facts.");
            scanner.SkipSpace();
        }
        while (scanner.Take('&'));
        return scanner.AtEnd
            ? (new TextQuery(facts), null)
            : (null, $"the query '{text.Trim()}' goes on at its character {scanner.Position + 1}, expected '&' or its end.");
    }

    static TextQuery.Fact? ReadFact(TextScanner scanner, Dictionary<string, string> types)
    {
        scanner.SkipSpace();
        var isNegated = scanner.Take('!');
        var predicate = scanner.TakeWhile(character => TextScanner.IsWord(character) || character == '/');
        scanner.SkipSpace();
        if (predicate.Length == 0 || !scanner.Take('('))
            return null;
        var placeholders = new List<TextQuery.Placeholder>();
        scanner.SkipSpace();
        while (!scanner.Take(')'))
        {
            if (placeholders.Count > 0 && !scanner.Take(','))
                return null;
            if (ReadPlaceholder(scanner, types) is not { } placeholder)
                return null;
            placeholders.Add(placeholder);
            scanner.SkipSpace();
        }

        return new TextQuery.Fact(isNegated ? Negated(predicate) : predicate, placeholders);
    }

    static TextQuery.Placeholder? ReadPlaceholder(TextScanner scanner, Dictionary<string, string> types)
    {
        scanner.SkipSpace();
        var name = scanner.TakeWhile(character => TextScanner.IsWord(character) || character == '\'');
        if (name.Length == 0)
            return null;
        scanner.SkipSpace();
        var type = name.TrimEnd('\'');
        if (scanner.Take(':'))
        {
            scanner.SkipSpace();
            type = scanner.TakeWhile(character => TextScanner.IsWord(character) || character is '/' or '-');
        }

        return type.Length > 0 && (types.TryAdd(name, type) || types[name] == type) ? new TextQuery.Placeholder(name, type) : null;
    }

    static string Negated(string predicate) => predicate.StartsWith("not_", StringComparison.Ordinal) ? predicate[4..] : "not_" + predicate;
}
