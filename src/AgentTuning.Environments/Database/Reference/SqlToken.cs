namespace AgentTuning.Environments.Database.Reference;

/// <summary>A word of a statement.</summary>
/// <param name="Text">As written, quotes included.</param>
/// <param name="Start">Where it begins.</param>
readonly record struct SqlToken(string Text, int Start)
{
    /// <summary>Where the next character stands.</summary>
    public int End => Start + Text.Length;

    /// <summary>A name in backticks.</summary>
    public bool IsName => Text[0] == '`';

    /// <summary>A string in single quotes.</summary>
    public bool IsString => Text[0] == '\'';

    /// <summary>Whether it is a key word, in any case.</summary>
    public bool Is(string word) => Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>The words of a statement. Text that is no SQL gives some words too, never an error.</summary>
    public static List<SqlToken> Read(string sql)
    {
        var tokens = new List<SqlToken>();
        var position = 0;
        while (position < sql.Length)
        {
            var start = position;
            var first = sql[position++];
            if (char.IsWhiteSpace(first))
                continue;
            if (first is '`' or '\'' or '"')
                position = EndOfQuoted(sql, position, first);
            else if (IsWordPart(first))
            {
                while (position < sql.Length && IsWordPart(sql[position]))
                    position++;
            }
            else if (first is '<' or '>' or '!' && position < sql.Length && sql[position] is '=' or '>')
                position++;
            tokens.Add(new SqlToken(sql[start..position], start));
        }

        return tokens;
    }

    // A doubled quote stands for itself; a missing one is read to the end.
    static int EndOfQuoted(string sql, int position, char quote)
    {
        while (position < sql.Length)
        {
            if (sql[position++] != quote)
                continue;
            if (position == sql.Length || sql[position] != quote)
                return position;
            position++;
        }

        return position;
    }

    static bool IsWordPart(char letter) => char.IsLetterOrDigit(letter) || letter is '_' or '.';
}
