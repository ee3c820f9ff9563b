namespace AgentTuning.Environments.AlfWorld.Engine.Text;

/// <summary>Reads rules, templates and answers. What does not fit ends the text without a fault, as in the original.</summary>
static class TextNodeReader
{
    const string NotInLiteral = ";|\"<>[]#{}";
    const string NotInExpression = "|[]{}\n<>";
    const string NotInQuery = ";|{}\n[]#";
    const string InSymbol = "()/!<>-,.";

    public static IReadOnlyList<TextNode> Read(string text)
    {
        var scanner = new TextScanner(text);
        var nodes = new List<TextNode>();
        while (true)
        {
            Skip(scanner);
            if (scanner.AtEnd || ReadNode(scanner) is not { } node)
                return nodes;
            nodes.Add(node);
        }
    }

    static TextNode? ReadNode(TextScanner scanner)
    {
        var start = scanner.Position;
        TextNode? node = scanner.Current switch
        {
            '[' => ReadList(scanner),
            '{' => ReadRepeat(scanner),
            '#' => ReadSymbol(scanner),
            '"' => ReadQuoted(scanner),
            _ => null,
        };
        if (node is not null)
            return node;
        scanner.Position = start;
        var literal = TakeOther(scanner, NotInLiteral);
        return literal.Length > 0 ? new TextNode.Literal(literal) : null;
    }

    static TextNode.List? ReadList(TextScanner scanner)
    {
        scanner.Take('[');
        SkipTabs(scanner);
        return ReadRepeat(scanner) is { } items && SkipAndTake(scanner, ']') ? new TextNode.List(items) : null;
    }

    static TextNode.Repeat? ReadRepeat(TextScanner scanner)
    {
        if (!scanner.Take('{'))
            return null;
        SkipTabs(scanner);
        var start = scanner.Position;
        TextNode? inner = ReadSymbol(scanner);
        if (inner is null)
        {
            scanner.Position = start;
            var expression = TakeOther(scanner, NotInExpression);
            if (expression.Length == 0)
                return null;
            inner = TextExpressionReader.Read(expression);
        }

        // Spaces before the bar belong to the expression, or are skipped after a symbol.
        var end = scanner.Position;
        scanner.SkipSpace();
        if (!scanner.Take('|'))
        {
            scanner.Position = end;
            return SkipAndTake(scanner, '}') ? new TextNode.Repeat(inner, null) : null;
        }

        scanner.SkipSpace();
        var query = TakeOther(scanner, NotInQuery);
        if (query.Length == 0 || !SkipAndTake(scanner, '}'))
            return null;
        var (read, fault) = TextQueryReader.Read(query);
        return new TextNode.Repeat(fault is null ? inner : new TextNode.Broken(fault), read);
    }

    static TextNode.Symbol? ReadSymbol(TextScanner scanner)
    {
        if (!scanner.Take('#'))
            return null;
        SkipTabs(scanner);
        var name = scanner.TakeWhile(character => TextScanner.IsWord(character) || char.IsWhiteSpace(character) || InSymbol.Contains(character, StringComparison.Ordinal));
        return name.Length > 0 && scanner.Take('#') ? new TextNode.Symbol(name) : null;
    }

    static TextNode.Literal? ReadQuoted(TextScanner scanner)
    {
        scanner.Take('"');
        var text = TakeOther(scanner, NotInLiteral);
        return scanner.Take('"') ? new TextNode.Literal(text) : null;
    }

    static string TakeOther(TextScanner scanner, string without) => scanner.TakeWhile(character => !without.Contains(character, StringComparison.Ordinal));

    static bool SkipAndTake(TextScanner scanner, char wanted)
    {
        SkipTabs(scanner);
        return scanner.Take(wanted);
    }

    static void SkipTabs(TextScanner scanner) => scanner.TakeWhile(character => character == '\t');

    // Tabs are skipped before every piece; all white space, and lines that begin with //, only at the start of a line where a piece begins.
    static void Skip(TextScanner scanner)
    {
        int before;
        do
        {
            before = scanner.Position;
            SkipTabs(scanner);
            if (scanner.Position > 0 && scanner.Text[scanner.Position - 1] != '\n')
                continue;
            if (scanner.Take("//"))
                scanner.TakeWhile(character => character != '\n');
            else
                scanner.SkipSpace();
            scanner.Take('\n');
        }
        while (scanner.Position > before);
    }
}
