namespace AgentTuning.Environments.Database.Sqlite;

/// <summary>Tells rows, as in <c>(a, b) = (1, 2)</c>, from single values.</summary>
static class RowExpression
{
    /// <summary>True for a list in parentheses that is no query.</summary>
    public static bool Is(string expression)
    {
        if (expression.Length == 0 || expression[0] != '(')
            return false;
        var depth = 0;
        var quote = '\0';
        foreach (var letter in expression)
        {
            if (quote != '\0')
                quote = letter == quote ? '\0' : quote;
            else if (letter is '\'' or '`')
                quote = letter;
            else if (letter == '(')
                depth++;
            else if (letter == ')')
                depth--;
            else if (letter == ',' && depth == 1)
                return !expression.StartsWith("(SELECT", StringComparison.Ordinal) && !expression.StartsWith("(WITH", StringComparison.Ordinal);
        }

        return false;
    }
}
