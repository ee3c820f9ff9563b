using AgentTuning.Environments.Database.Sql;

namespace AgentTuning.Environments.Database.Sqlite;

/// <summary>Walks over the words of one statement.</summary>
sealed class TokenReader(string sql, List<SqlToken> tokens)
{
    int _at;

    public SqlToken Current => tokens[_at];

    public int Position
    {
        get => _at;
        set => _at = value;
    }

    public bool IsAtEnd => Current.Kind == SqlTokenKind.End;

    public SqlToken Peek(int distance = 1) => tokens[Math.Min(_at + distance, tokens.Count - 1)];

    public SqlToken Next()
    {
        var token = Current;
        if (_at < tokens.Count - 1)
            _at++;
        return token;
    }

    public bool TryTake(string symbolOrWord)
    {
        if (!Is(symbolOrWord))
            return false;
        Next();
        return true;
    }

    public bool TryTakeWords(params ReadOnlySpan<string> words)
    {
        for (var i = 0; i < words.Length; i++)
            if (!Peek(i).IsWord(words[i]))
                return false;
        _at += words.Length;
        return true;
    }

    public bool Is(string symbolOrWord) => Current.IsSymbol(symbolOrWord) || Current.IsWord(symbolOrWord);

    public void Expect(string symbolOrWord)
    {
        if (!TryTake(symbolOrWord))
            throw Fault();
    }

    public string ExpectName()
    {
        if (!Current.IsName)
            throw Fault();
        return Next().Text.TrimEnd(' ');
    }

    /// <summary>The words up to the end of the statement are not looked at.</summary>
    public void SkipRest() => _at = tokens.Count - 1;

    /// <summary>The complaint about the word that stands here.</summary>
    public SqlException Fault() => new(SqlErrors.Syntax(sql, Current.Start));
}
