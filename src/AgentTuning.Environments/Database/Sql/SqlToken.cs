namespace AgentTuning.Environments.Database.Sql;

/// <summary>A word of a statement.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its meaning: names and strings without quotes and escapes.</param>
/// <param name="Start">Where it begins in the statement.</param>
readonly record struct SqlToken(SqlTokenKind Kind, string Text, int Start)
{
    /// <summary>True for the keyword, in any case.</summary>
    public bool IsWord(string word) => Kind == SqlTokenKind.Word && string.Equals(Text, word, StringComparison.OrdinalIgnoreCase);

    /// <summary>True for one of the keywords, in any case.</summary>
    public bool IsWord(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
            if (IsWord(word))
                return true;
        return false;
    }

    /// <summary>True for the operator or mark.</summary>
    public bool IsSymbol(string symbol) => Kind == SqlTokenKind.Symbol && string.Equals(Text, symbol, StringComparison.Ordinal);

    /// <summary>True for what can be a name: in backticks or bare.</summary>
    public bool IsName => Kind is SqlTokenKind.Name or SqlTokenKind.Word;
}
