using AgentTuning.Environments.Database.Generation;

namespace AgentTuning.Environments.Database.Reference;

/// <summary>Changes statements so that they fail or do something else.</summary>
static class Misspelling
{
    /// <summary>The statement with one name misspelt, the wrong and the right name; or null where it has no name in backticks.</summary>
    public static (string Sql, string Wrong, string Right)? OfName(string sql, Random random)
    {
        var names = SqlToken.Read(sql).FindAll(token => token.IsName && token.Text.Length > 4);
        if (names.Count == 0)
            return null;
        var name = random.Pick(names);
        var inner = name.Text[1..^1];
        var wrong = "`" + random.Next(3) switch
        {
            0 => inner[..^1],
            1 => inner + (inner.EndsWith('s') ? "es" : "s"),
            _ => inner.Contains(' ', StringComparison.Ordinal) ? inner.Replace(' ', '-') : inner + "_1",
        } + "`";

        // A name that stands there twice is misspelt twice, or the error would name only one place.
        return (sql.Replace(name.Text, wrong, StringComparison.Ordinal), wrong, name.Text);
    }

    /// <summary>The modifying statement with another value written, or null where no value stands in quotes.</summary>
    public static string? OfValue(string sql, Random random)
    {
        var tokens = SqlToken.Read(sql);
        var where = tokens.FindIndex(token => token.Is("WHERE"));
        var start = tokens.FindIndex(token => token.Is("SET") || token.Is("VALUES"));
        var values = tokens.Where((token, i) => token.IsString && i > start && (where < 0 || i < where)).ToList();
        if (values.Count == 0)
            return null;
        var value = random.Pick(values);
        return sql[..value.Start] + "'" + Other(value.Text[1..^1]) + "'" + sql[value.End..];
    }

    /// <summary>The question's statement with another column selected, or null where it selects no plain column or the table has no other.</summary>
    public static string? OfTarget(string sql, IReadOnlyList<string> headers, Random random)
    {
        var tokens = SqlToken.Read(sql);
        if (tokens.Count < 2 || !tokens[1].IsName)
            return null;
        var others = headers.Select(SqlText.Name).Where(name => name != tokens[1].Text).ToList();
        return others.Count == 0 ? null : sql[..tokens[1].Start] + random.Pick(others) + sql[tokens[1].End..];
    }

    /// <summary>Another text or number in place of one.</summary>
    public static string Other(string text) => text switch
    {
        "" => "0",
        [.., >= '0' and <= '8'] => text[..^1] + (char)(text[^1] + 1),
        [.., '9'] => text[..^1] + "0",
        [.., 's'] => text[..^1],
        _ => text + "s",
    };
}
