using System.Collections.Immutable;

namespace AgentTuning.Environments.Database.Reference;

/// <summary>What a statement does, in the words that a thought about it needs.</summary>
/// <remarks>Reads statements of the generators' shapes with names in backticks; of others it knows at least the verb.</remarks>
sealed record SqlOutline
{
    static readonly string[] Functions = ["COUNT", "SUM", "MIN", "MAX", "AVG"];

    /// <summary>The first word in upper case.</summary>
    public required string Verb { get; init; }

    /// <summary>The first name selected, in backticks, or null.</summary>
    public string? Target { get; init; }

    /// <summary>The function of the selection, or null.</summary>
    public string? Function { get; init; }

    /// <summary>Equal values count once.</summary>
    public bool IsDistinct { get; init; }

    /// <summary>What is assigned or inserted, such as <c>`Year` = '1990'</c>; empty for rows inserted without names.</summary>
    public ImmutableArray<string> Assigned { get; init; } = [];

    /// <summary>The conditions in plain form, such as <c>`Year` > 1990</c>.</summary>
    public ImmutableArray<string> Conditions { get; init; } = [];

    /// <summary>The name sorted by, or null.</summary>
    public string? Order { get; init; }

    /// <summary>The highest comes first.</summary>
    public bool IsDescending { get; init; }

    /// <summary>Whether every part was understood.</summary>
    public bool IsComplete { get; init; }

    /// <summary>The outline of a statement.</summary>
    public static SqlOutline Read(string sql)
    {
        var tokens = SqlToken.Read(sql.Trim().TrimEnd(';'));
        if (tokens.Count == 0)
            return new SqlOutline { Verb = "" };
        var verb = tokens[0].Text.ToUpperInvariant();
        var from = Find(tokens, "FROM", 0);
        var set = Find(tokens, "SET", 0);
        var where = Find(tokens, "WHERE", 0);
        var order = Find(tokens, "ORDER", Math.Min(where, tokens.Count));
        var limit = Find(tokens, "LIMIT", 0);
        var selected = verb == "SELECT" ? tokens[1..Math.Max(1, Math.Min(from, tokens.Count))] : [];
        var conditions = ReadConditions(tokens, where + 1, Math.Min(order, limit));
        var sorted = order < tokens.Count ? tokens[order..] : [];
        var assigned = verb == "INSERT" ? ReadInserted(tokens) : ReadAssigned(tokens, set + 1, where);
        return new SqlOutline
        {
            Verb = verb,
            Target = FirstName(selected),
            Function = selected.Select(token => token.Text.ToUpperInvariant()).FirstOrDefault(Functions.Contains),
            IsDistinct = selected.Exists(token => token.Is("DISTINCT")),
            Assigned = assigned,
            Conditions = conditions ?? [],
            Order = FirstName(sorted),
            IsDescending = sorted.Exists(token => token.Is("DESC")),
            IsComplete = conditions is not null && verb switch
            {
                "SELECT" => from < tokens.Count && selected.Exists(token => token.IsName || token.Is("COUNT")) && (sorted.Count == 0 || FirstName(sorted) is not null),
                "UPDATE" => assigned.Length > 0 && where < tokens.Count,
                "DELETE" => where < tokens.Count,
                "INSERT" => true,
                _ => false,
            },
        };
    }

    static int Find(List<SqlToken> tokens, string word, int from)
    {
        var index = tokens.FindIndex(Math.Min(from, tokens.Count), token => token.Is(word));
        return index < 0 ? tokens.Count : index;
    }

    static string? FirstName(List<SqlToken> tokens)
    {
        var name = tokens.Find(token => token.Text is ['`', ..]);
        return name.Text;
    }

    // Null where a condition has another shape than name, comparator and value.
    static ImmutableArray<string>? ReadConditions(List<SqlToken> tokens, int from, int to)
    {
        var conditions = ImmutableArray.CreateBuilder<string>();
        var start = from;
        while (start < to)
        {
            var end = start;
            var isBetween = false;
            while (end < to && (!tokens[end].Is("AND") || isBetween))
            {
                isBetween = tokens[end].Is("BETWEEN") || (isBetween && !tokens[end].Is("AND"));
                end++;
            }

            var name = tokens.FindIndex(start, end - start, token => token.IsName);
            var comparator = tokens.FindIndex(
                start, end - start, token => token.Text is "=" or "<" or ">" or "<=" or ">=" || token.Is("BETWEEN") || token.Is("IN"));
            if (name < 0 || comparator < name || comparator == end - 1)
                return null;
            conditions.Add($"{tokens[name].Text} {Join(tokens[comparator..end])}");
            start = end + 1;
        }

        return conditions.ToImmutable();
    }

    static ImmutableArray<string> ReadAssigned(List<SqlToken> tokens, int from, int to) =>
        from >= to ? [] : [.. Split(tokens[from..to]).Where(part => part is [{ IsName: true }, ..]).Select(Join)];

    // Names and plain values of a single row; empty where there is another number of values than of names.
    static ImmutableArray<string> ReadInserted(List<SqlToken> tokens)
    {
        var values = Find(tokens, "VALUES", 0);
        var open = tokens.FindIndex(token => token.Text == "(");
        if (open < 0 || open > values || tokens.FindIndex(Math.Min(values, tokens.Count), token => token.Text == ")") != tokens.Count - 1)
            return [];
        var names = Split(tokens[(open + 1)..(values - 1)]);
        var inserted = Split(tokens[(values + 2)..^1]);
        return names.Count == inserted.Count && names.TrueForAll(name => name is [{ IsName: true }])
            ? [.. names.Zip(inserted, (name, value) => $"{name[0].Text} = {Join(value)}")]
            : [];
    }

    // At the commas outside parentheses.
    static List<List<SqlToken>> Split(List<SqlToken> tokens)
    {
        var parts = new List<List<SqlToken>> { new() };
        var depth = 0;
        foreach (var token in tokens)
        {
            depth += token.Text switch { "(" => 1, ")" => -1, _ => 0 };
            if (depth == 0 && token.Text == ",")
                parts.Add([]);
            else
                parts[^1].Add(token);
        }

        return parts;
    }

    static string Join(List<SqlToken> tokens) =>
        string.Join(' ', tokens.Select(token => token.Text))
            .Replace("( ", "(", StringComparison.Ordinal)
            .Replace(" )", ")", StringComparison.Ordinal)
            .Replace(" ,", ",", StringComparison.Ordinal);
}
