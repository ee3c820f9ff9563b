using System.Text;

namespace AgentTuning.Environments.Database.Sql;

/// <summary>Cuts a statement of MySQL's dialect into words: quotes, escapes and comments as MySQL reads them.</summary>
sealed class MySqlTokenizer
{
    static readonly string[] LongSymbols = ["<=>", "->>", "<=", ">=", "<>", "!=", ":=", "||", "&&", "<<", ">>", "->"];

    readonly string _sql;
    readonly List<SqlToken> _tokens = [];
    int _at;

    MySqlTokenizer(string sql) => _sql = sql;

    /// <summary>The words with an end mark behind the last one.</summary>
    /// <exception cref="SqlException">A quote or a comment does not end, or a character has no meaning.</exception>
    public static List<SqlToken> Read(string sql)
    {
        var tokenizer = new MySqlTokenizer(sql);
        while (tokenizer.SkipBlank())
            tokenizer.ReadToken();
        tokenizer._tokens.Add(new SqlToken(SqlTokenKind.End, "", sql.Length));
        return tokenizer._tokens;
    }

    /// <summary>
    /// The words of the one statement in the text, its closing semicolons left out.
    /// </summary>
    /// <exception cref="SqlException">There is none, there are several, or it cannot be read.</exception>
    public static List<SqlToken> ReadOne(string sql)
    {
        var tokens = Read(sql);
        while (tokens.Count > 1 && tokens[^2].IsSymbol(";"))
            tokens.RemoveAt(tokens.Count - 2);
        if (tokens.Count == 1)
            throw new SqlException(SqlErrors.EmptyQuery);
        if (tokens.Exists(token => token.IsSymbol(";")))
            throw new SqlException(SqlErrors.SeveralStatements);
        return tokens;
    }

    char Current => _sql[_at];

    char After(int distance) => _at + distance < _sql.Length ? _sql[_at + distance] : '\0';

    // White space and comments; what stands in /*! … */ is part of the statement.
    bool SkipBlank()
    {
        while (_at < _sql.Length)
        {
            if (char.IsWhiteSpace(Current))
                _at++;
            else if (Current == '#' || (Current == '-' && After(1) == '-' && (_at + 2 >= _sql.Length || char.IsWhiteSpace(After(2)))))
                _at = _sql.IndexOf('\n', _at) is >= 0 and var end ? end : _sql.Length;
            else if (Current == '/' && After(1) == '*' && (After(2) == '!' || (After(2) == 'M' && After(3) == '!')))
                SkipVersion();
            else if (Current == '*' && After(1) == '/')
                _at += 2;
            else if (Current == '/' && After(1) == '*')
                SkipComment();
            else
                return true;
        }

        return false;
    }

    void SkipVersion()
    {
        _at = _sql.IndexOf('!', _at) + 1;
        while (_at < _sql.Length && char.IsAsciiDigit(Current))
            _at++;
    }

    void SkipComment()
    {
        var end = _sql.IndexOf("*/", _at + 2, StringComparison.Ordinal);
        if (end < 0)
            throw new SqlException(SqlErrors.Syntax(_sql, _at));
        _at = end + 2;
    }

    void ReadToken()
    {
        var start = _at;
        if (Current is '\'' or '"')
            Add(SqlTokenKind.Text, ReadText(Current), start);
        else if (Current == '`')
            Add(SqlTokenKind.Name, ReadName(), start);
        else if (Current is '@')
            ReadVariable();
        else if (char.IsAsciiDigit(Current) || (Current == '.' && char.IsAsciiDigit(After(1)) && !FollowsName()))
            ReadNumber();
        else if (IsWordLetter(Current))
            ReadWord();
        else
            ReadSymbol();
    }

    // In t.1st the point belongs to the path.
    bool FollowsName() => _tokens.Count > 0 && _tokens[^1].IsName && _at > 0 && (IsWordLetter(_sql[_at - 1]) || _sql[_at - 1] == '`');

    static bool IsWordLetter(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '$' || letter > 127;

    void Add(SqlTokenKind kind, string text, int start) => _tokens.Add(new SqlToken(kind, text, start));

    string ReadText(char quote)
    {
        var text = new StringBuilder();
        for (_at++; _at < _sql.Length; _at++)
        {
            if (Current == quote)
            {
                if (After(1) != quote)
                {
                    _at++;
                    return text.ToString();
                }

                _at++;
                text.Append(quote);
            }
            else if (Current == '\\' && _at + 1 < _sql.Length)
            {
                _at++;
                AppendEscaped(text, Current);
            }
            else
            {
                text.Append(Current);
            }
        }

        throw new SqlException(SqlErrors.Syntax(_sql, _sql.LastIndexOf(quote)));
    }

    // \% and \_ keep their backslash for LIKE.
    static void AppendEscaped(StringBuilder text, char letter) => _ = letter switch
    {
        '0' => text.Append('\0'),
        'b' => text.Append('\b'),
        'n' => text.Append('\n'),
        'r' => text.Append('\r'),
        't' => text.Append('\t'),
        'Z' => text.Append('\x1A'),
        '%' => text.Append("\\%"),
        '_' => text.Append("\\_"),
        _ => text.Append(letter),
    };

    string ReadName()
    {
        var name = new StringBuilder();
        var start = _at;
        for (_at++; _at < _sql.Length; _at++)
        {
            if (Current != '`')
            {
                name.Append(Current);
            }
            else if (After(1) == '`')
            {
                _at++;
                name.Append('`');
            }
            else
            {
                _at++;
                return name.ToString();
            }
        }

        throw new SqlException(SqlErrors.Syntax(_sql, start));
    }

    void ReadVariable()
    {
        var start = _at;
        while (_at < _sql.Length && Current == '@')
            _at++;
        while (_at < _sql.Length && (IsWordLetter(Current) || Current == '.'))
            _at++;
        Add(SqlTokenKind.Variable, _sql[start.._at], start);
    }

    void ReadNumber()
    {
        var start = _at;
        if (Current == '0' && After(1) is 'x' or 'X' && char.IsAsciiHexDigit(After(2)))
        {
            _at += 2;
            while (_at < _sql.Length && char.IsAsciiHexDigit(Current))
                _at++;
            Add(SqlTokenKind.Text, HexText(_sql[(start + 2).._at]), start);
            return;
        }

        SkipDigits();
        if (_at < _sql.Length && Current == '.')
        {
            _at++;
            SkipDigits();
        }

        if (_at < _sql.Length && Current is 'e' or 'E' && (char.IsAsciiDigit(After(1)) || (After(1) is '+' or '-' && char.IsAsciiDigit(After(2)))))
        {
            _at += 2;
            SkipDigits();
        }

        // A name may begin with digits: 1st_place.
        var isName = _at < _sql.Length && IsWordLetter(Current) && _sql.AsSpan(start, _at - start).IndexOf('.') < 0;
        if (isName)
            ReadWord(start);
        else
            Add(SqlTokenKind.Number, _sql[start.._at], start);
    }

    void SkipDigits()
    {
        while (_at < _sql.Length && char.IsAsciiDigit(Current))
            _at++;
    }

    static string HexText(string digits) => Encoding.Latin1.GetString(Convert.FromHexString(digits.Length % 2 == 0 ? digits : "0" + digits));

    void ReadWord() => ReadWord(_at);

    void ReadWord(int start)
    {
        while (_at < _sql.Length && IsWordLetter(Current))
            _at++;
        var word = _sql[start.._at];

        // N'text', _utf8mb4'text' and X'41' are strings.
        if (_at < _sql.Length && Current is '\'' && word is "N" or "n" or "x" or "X" || (_at < _sql.Length && Current is '\'' or '"' && word.StartsWith("_utf8", StringComparison.OrdinalIgnoreCase)))
        {
            var text = ReadText(Current);
            var isHex = word is "x" or "X";
            if (isHex && (text.Length % 2 != 0 || !text.All(char.IsAsciiHexDigit)))
                throw new SqlException(SqlErrors.Syntax(_sql, start));
            Add(SqlTokenKind.Text, isHex ? HexText(text) : text, start);
            return;
        }

        Add(SqlTokenKind.Word, word, start);
    }

    void ReadSymbol()
    {
        var symbol = Array.Find(LongSymbols, symbol => string.CompareOrdinal(_sql, _at, symbol, 0, symbol.Length) == 0) ?? _sql[_at].ToString();
        if (symbol is [var letter] && !"()+-*/%,.;=<>!|&^~?:{}[]".Contains(letter, StringComparison.Ordinal))
            throw new SqlException(SqlErrors.Syntax(_sql, _at));
        Add(SqlTokenKind.Symbol, symbol, _at);
        _at += symbol.Length;
    }
}
