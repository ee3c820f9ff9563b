namespace AgentTuning.Templates.Jinja;

/// <summary>Cuts a template into tokens, with <c>trim_blocks</c> and <c>lstrip_blocks</c> on, as transformers has them.</summary>
sealed class Lexer
{
    readonly string _source;
    readonly List<Token> _tokens = [];
    int _at;
    int _line = 1;
    bool _isLineStart = true;

    Lexer(string source) => _source = source;

    /// <summary>The tokens of a template, the last of kind <see cref="TokenKind.End"/>.</summary>
    /// <exception cref="JinjaException">Something is not closed, or a character belongs to nothing.</exception>
    public static List<Token> Read(string source)
    {
        var normalized = source.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        var lexer = new Lexer(normalized.EndsWith('\n') ? normalized[..^1] : normalized);
        while (lexer.ReadNext())
        {
        }

        lexer.Add(TokenKind.End, "");
        return lexer._tokens;
    }

    // Text up to the next opening, then what is opened there.
    bool ReadNext()
    {
        var open = FindOpening();
        var text = _source[_at..(open < 0 ? _source.Length : open)];
        if (open < 0)
        {
            AddData(text);
            return false;
        }

        var sign = open + 2 < _source.Length && _source[open + 2] is '-' or '+' ? _source[open + 2] : ' ';
        var kind = _source[open + 1];
        AddData(Trimmed(text, sign, kind));
        CountLines(text);
        _at = open + (sign == ' ' ? 2 : 3);
        switch (kind)
        {
            case '#':
                SkipComment();
                break;
            case '{':
                Add(TokenKind.VariableBegin, "{{");
                ReadInside(TokenKind.VariableEnd, "}}");
                break;
            default:
                if (!TryReadRaw())
                {
                    Add(TokenKind.BlockBegin, "{%");
                    ReadInside(TokenKind.BlockEnd, "%}");
                }

                break;
        }

        return true;
    }

    int FindOpening()
    {
        for (var i = _at; i + 1 < _source.Length; i++)
        {
            if (_source[i] == '{' && _source[i + 1] is ('{' or '%' or '#'))
                return i;
        }

        return -1;
    }

    string Trimmed(string text, char sign, char kind)
    {
        if (sign == '-')
            return new TracedText(text, TracedText.Template).Strip(start: false).Text;
        if (sign == '+' || kind == '{')
            return text;
        // Only white space between the line's start and a block goes.
        var lineStart = text.LastIndexOf('\n') + 1;
        var isIndent = (lineStart > 0 || _isLineStart) && lineStart < text.Length && text[lineStart..].All(PythonText.IsWhiteSpace);
        return isIndent ? text[..lineStart] : text;
    }

    void SkipComment()
    {
        var end = _source.IndexOf("#}", _at, StringComparison.Ordinal);
        if (end < 0)
            throw new JinjaException("A comment is opened by {# and not closed by #}.", _line);
        CountLines(_source.AsSpan(_at..end));
        Close(end + 2, _source[Math.Max(_at, end - 1)..end]);
    }

    bool TryReadRaw()
    {
        var at = SkipSpace(_at);
        if (string.CompareOrdinal(_source, at, "raw", 0, 3) != 0)
            return false;
        at = SkipSpace(at + 3);
        var isStripped = at < _source.Length && _source[at] == '-';
        if (string.CompareOrdinal(_source, isStripped ? at + 1 : at, "%}", 0, 2) != 0)
            return false;

        at += isStripped ? 3 : 2;
        var start = isStripped ? SkipSpace(at) : at;
        var (end, sign, after) = FindEndOfRaw(start);
        CountLines(_source.AsSpan(_at..start));
        var text = _source[start..end];
        _isLineStart = _source[start - 1] == '\n';
        AddData(Trimmed(text, sign, '%'));
        CountLines(text);
        Close(after, _source[(after - 3)..(after - 2)]);
        return true;
    }

    (int End, char Sign, int After) FindEndOfRaw(int start)
    {
        for (var open = _source.IndexOf("{%", start, StringComparison.Ordinal); open >= 0; open = _source.IndexOf("{%", open + 2, StringComparison.Ordinal))
        {
            var sign = open + 2 < _source.Length && _source[open + 2] is '-' or '+' ? _source[open + 2] : ' ';
            var at = SkipSpace(open + (sign == ' ' ? 2 : 3));
            if (string.CompareOrdinal(_source, at, "endraw", 0, 6) != 0)
                continue;
            at = SkipSpace(at + 6);
            if (at < _source.Length && _source[at] is '-' or '+')
                at++;
            if (string.CompareOrdinal(_source, at, "%}", 0, 2) == 0)
                return (open, sign, at + 2);
        }

        throw new JinjaException("raw is not closed by endraw.", _line);
    }

    // After what closes a statement or a comment: '-' takes all white space with it, and else one line feed goes.
    void Close(int after, string sign)
    {
        var end = after;
        if (sign == "-")
            end = SkipSpace(end);
        else if (sign != "+" && end < _source.Length && _source[end] == '\n')
            end++;
        _isLineStart = _source[end - 1] == '\n';
        CountLines(_source.AsSpan(after..end));
        _at = end;
    }

    void ReadInside(TokenKind endKind, string end)
    {
        var open = new Stack<char>();
        while (true)
        {
            var start = _at;
            _at = SkipSpace(_at);
            CountLines(_source.AsSpan(start.._at));
            if (_at >= _source.Length)
                throw new JinjaException($"{(endKind == TokenKind.BlockEnd ? "{%" : "{{")} is not closed by {end}.", _line);
            if (open.Count == 0 && TryReadEnd(endKind, end))
                return;
            var token = new TokenReader(_source, _at, _line).Next(out var length);
            CountBrackets(token, open);
            _tokens.Add(token);
            CountLines(_source.AsSpan(_at, length));
            _at += length;
        }
    }

    bool TryReadEnd(TokenKind kind, string end)
    {
        var isSigned = _source[_at] == '-' || (_source[_at] == '+' && kind == TokenKind.BlockEnd);
        if (string.CompareOrdinal(_source, isSigned ? _at + 1 : _at, end, 0, 2) != 0)
            return false;
        Add(kind, end);
        var after = _at + (isSigned ? 3 : 2);
        var sign = isSigned ? _source[_at].ToString() : kind == TokenKind.VariableEnd ? "+" : "";
        Close(after, sign);
        return true;
    }

    void CountBrackets(Token token, Stack<char> open)
    {
        if (token.Kind != TokenKind.Operator || token.Text.Length != 1)
            return;
        if (token.Text[0] is '(' or '[' or '{')
        {
            open.Push(token.Text[0]);
        }
        else if (token.Text[0] is ')' or ']' or '}')
        {
            var expected = token.Text[0] switch { ')' => '(', ']' => '[', _ => '{' };
            if (!open.TryPop(out var found) || found != expected)
                throw new JinjaException($"'{token.Text}' closes nothing.", _line);
        }
    }

    int SkipSpace(int at)
    {
        while (at < _source.Length && PythonText.IsWhiteSpace(_source[at]))
            at++;
        return at;
    }

    void CountLines(ReadOnlySpan<char> text) => _line += text.Count('\n');

    void AddData(string text)
    {
        if (text.Length > 0)
            Add(TokenKind.Data, text);
    }

    void Add(TokenKind kind, string text) => _tokens.Add(new Token(kind, text, _line));
}
