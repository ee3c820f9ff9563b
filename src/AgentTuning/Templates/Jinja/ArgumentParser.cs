namespace AgentTuning.Templates.Jinja;

/// <summary>Reads the arguments of calls, filters, tests and macros' callers.</summary>
sealed class ArgumentParser(TokenStream tokens, ExpressionParser expressions)
{
    /// <summary>Arguments in parentheses.</summary>
    /// <param name="function">What they are for, for messages.</param>
    public Func<Frame, CallArguments> Read(string function)
    {
        tokens.Expect("(");
        var positional = new List<(Expression Value, bool IsSpread)>();
        var named = new List<(string? Name, Expression Value)>();
        while (!tokens.Is(")"))
        {
            if (tokens.Skip("**"))
                named.Add((null, expressions.Nested(expressions.Read)));
            else if (tokens.Skip("*"))
                positional.Add((expressions.Nested(expressions.Read), true));
            else if (tokens.Is(TokenKind.Name) && tokens.Peek() is { Kind: TokenKind.Operator, Text: "=" })
                named.Add(ReadNamed());
            else if (named.Count > 0)
                throw new JinjaException("An argument without a name follows one with a name.", tokens.Line);
            else
                positional.Add((expressions.Nested(expressions.Read), false));
            if (!tokens.Skip(","))
                break;
        }

        tokens.Expect(")");
        return frame => new CallArguments(function, Positional(positional, frame), Named(named, frame));
    }

    (string? Name, Expression Value) ReadNamed()
    {
        var name = tokens.Next().Text;
        tokens.Next();
        return (name, expressions.Nested(expressions.Read));
    }

    static List<object?> Positional(List<(Expression Value, bool IsSpread)> arguments, Frame frame)
    {
        var values = new List<object?>(arguments.Count);
        foreach (var (value, isSpread) in arguments)
        {
            if (isSpread)
                values.AddRange(PythonValues.Iterate(value(frame)));
            else
                values.Add(value(frame));
        }

        return values;
    }

    static Dictionary<string, object?> Named(List<(string? Name, Expression Value)> arguments, Frame frame)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in arguments)
        {
            if (name is not null)
                values[name] = value(frame);
            else if (value(frame) is JinjaDict dict)
                foreach (var (key, item) in dict)
                    values[PythonText.Of(JinjaDict.FromKey(key)).Text] = item;
            else
                throw new JinjaException("What follows ** is no dict.");
        }

        return values;
    }
}
