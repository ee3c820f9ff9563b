namespace AgentTuning.Environments.AlfWorld.Engine.Text;

/// <summary>Reads expressions: variables and their properties, text in quotes, <c>+</c> and <c>or</c>.</summary>
static class TextExpressionReader
{
    /// <summary>A value, or a broken piece that says why the expression is not one.</summary>
    public static TextNode Read(string text)
    {
        if (text.Length > GameLimits.ExpressionCharacters)
            return new TextNode.Broken($"an expression has {text.Length} characters, at most {GameLimits.ExpressionCharacters} are supported.");
        var scanner = new TextScanner(text);
        var expression = ReadEither(scanner, 0);
        scanner.SkipSpace();
        return expression is not null && scanner.AtEnd
            ? new TextNode.Value(expression)
            : new TextNode.Broken($"the expression '{text.Trim()}' is not supported; a variable, .name, .id, .definite, .indefinite, text in quotes, '+' and 'or' are.");
    }

    static TextExpression? ReadEither(TextScanner scanner, int depth)
    {
        var left = ReadSum(scanner, depth);
        while (left is not null && TakeOr(scanner))
            left = ReadSum(scanner, depth) is { } right ? new TextExpression.Either(left, right) : null;
        return left;
    }

    static TextExpression? ReadSum(TextScanner scanner, int depth)
    {
        var left = ReadTerm(scanner, depth);
        while (left is not null && TakePlus(scanner))
            left = ReadTerm(scanner, depth) is { } right ? new TextExpression.Sum(left, right) : null;
        return left;
    }

    static TextExpression? ReadTerm(TextScanner scanner, int depth)
    {
        scanner.SkipSpace();
        if (scanner.Current is '\'' or '"')
        {
            var quote = scanner.Current;
            scanner.Take(quote);
            var text = scanner.TakeWhile(character => character != quote && character != '\\');
            return scanner.Take(quote) ? new TextExpression.Constant(text) : null;
        }

        if (scanner.Take('('))
        {
            var inner = depth < GameLimits.Depth ? ReadEither(scanner, depth + 1) : null;
            scanner.SkipSpace();
            return scanner.Take(')') ? inner : null;
        }

        var variable = scanner.TakeWhile(TextScanner.IsWord);
        if (variable.Length == 0 || char.IsDigit(variable[0]) || variable is "or" or "and" or "not" or "if" or "else")
            return null;
        if (!scanner.Take('.'))
            return new TextExpression.Property(variable, TextProperty.Name);
        return scanner.TakeWhile(TextScanner.IsWord) switch
        {
            "name" => new TextExpression.Property(variable, TextProperty.Name),
            "id" => new TextExpression.Property(variable, TextProperty.Id),
            "indefinite" => new TextExpression.Property(variable, TextProperty.Indefinite),
            "definite" => new TextExpression.Property(variable, TextProperty.Definite),
            _ => null,
        };
    }

    static bool TakePlus(TextScanner scanner)
    {
        scanner.SkipSpace();
        return scanner.Take('+');
    }

    static bool TakeOr(TextScanner scanner)
    {
        scanner.SkipSpace();
        var start = scanner.Position;
        if (scanner.TakeWhile(TextScanner.IsWord) == "or")
            return true;
        scanner.Position = start;
        return false;
    }
}
