namespace AgentTuning.Templates.Jinja;

/// <summary>The tokens of a template, one after the other.</summary>
sealed class TokenStream(IReadOnlyList<Token> tokens)
{
    int _at;

    public Token Current => tokens[_at];

    public int Line => Current.Line;

    public bool Is(string text) => Current.Is(text);

    public bool Is(TokenKind kind) => Current.Kind == kind;

    /// <summary>The token after the current one.</summary>
    public Token Peek() => tokens[Math.Min(_at + 1, tokens.Count - 1)];

    public Token Next()
    {
        var token = tokens[_at];
        if (_at < tokens.Count - 1)
            _at++;
        return token;
    }

    public bool Skip(string text)
    {
        var found = Is(text);
        if (found)
            Next();
        return found;
    }

    public void Expect(string text)
    {
        if (!Skip(text))
            throw Unexpected($"'{text}'");
    }

    public Token Expect(TokenKind kind, string wanted) => Is(kind) ? Next() : throw Unexpected(wanted);

    public JinjaException Unexpected(string wanted) => new($"Found {Current.Describe()}, expected {wanted}.", Line);
}
