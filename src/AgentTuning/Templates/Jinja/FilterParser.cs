namespace AgentTuning.Templates.Jinja;

/// <summary>Reads filters and tests that follow an expression.</summary>
sealed class FilterParser(TokenStream tokens, ExpressionParser expressions)
{
    /// <summary>A filter, after its bar.</summary>
    public Expression ReadFilter(Expression value)
    {
        var line = tokens.Line;
        var name = ReadDottedName("a filter");
        var filter = JinjaFilters.Find(name) ?? throw new JinjaException($"There is no filter named '{name}'.", line);
        var arguments = tokens.Is("(") ? expressions.Arguments.Read(name) : _ => CallArguments.None(name);
        return frame =>
        {
            frame.Budget.Step();
            return filter(value(frame), arguments(frame), frame.Budget);
        };
    }

    /// <summary>A test, after <c>is</c>.</summary>
    public Expression ReadTest(Expression value)
    {
        var isNot = tokens.Skip("not");
        var line = tokens.Line;
        var name = ReadDottedName("a test");
        var test = JinjaTests.Find(name) ?? throw new JinjaException($"There is no test named '{name}'.", line);
        var arguments = ReadTestArguments(name);
        return frame =>
        {
            frame.Budget.Step();
            return test(value(frame), arguments(frame)) != isNot;
        };
    }

    Func<Frame, CallArguments> ReadTestArguments(string name)
    {
        if (tokens.Is("("))
            return expressions.Arguments.Read(name);
        var takesOne = tokens.Current.Kind is TokenKind.Name or TokenKind.Text or TokenKind.Integer or TokenKind.Float
            || tokens.Is("[") || tokens.Is("{");
        if (!takesOne || tokens.Is("else") || tokens.Is("or") || tokens.Is("and"))
            return _ => CallArguments.None(name);
        if (tokens.Is("is"))
            throw new JinjaException("Tests cannot be chained by 'is'.", tokens.Line);
        // 'if' after a test opens the condition of an inline if; Jinja reads it as a name there, and fails on what follows.
        if (tokens.Is("if") || tokens.Is("in") || tokens.Is("not"))
            return _ => CallArguments.None(name);
        var argument = expressions.ReadOperand();
        return frame => CallArguments.None(name) with { Positional = [argument(frame)] };
    }

    string ReadDottedName(string what)
    {
        var name = tokens.Expect(TokenKind.Name, $"the name of {what}").Text;
        while (tokens.Skip("."))
            name += "." + tokens.Expect(TokenKind.Name, $"the name of {what}").Text;
        return name;
    }
}
