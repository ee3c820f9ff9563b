namespace AgentTuning.Environments.Database.Generation;

/// <summary>Words one question: how it mentions columns, values and the table, the same throughout the question.</summary>
/// <param name="table">The table asked about.</param>
/// <param name="random">The source of chance.</param>
sealed class Wording(GeneratedTable table, Random random)
{
    readonly int _columnStyle = random.Next(20);
    readonly bool _quotesValues = random.Chance(0.45);

    /// <summary>Fills a wording of a section.</summary>
    /// <param name="section">The section of <c>Phrasings.txt</c>.</param>
    /// <param name="conditions">What the slots <c>{where}</c> and <c>{cond}</c> say.</param>
    /// <param name="slots">The other slots by name.</param>
    public string Write(string section, IReadOnlyList<Condition> conditions, params (string Name, string Text)[] slots)
    {
        var text = PhraseBook.Fill(random.Pick(DatabasePhrases.Questions[section]), name => name switch
        {
            "one" => table.Topic.One,
            "many" => table.Topic.Many,
            "table" => Table(),
            "Table" => Capitalized(Table()),
            "in" => random.Chance(0.35) ? " " + PhraseBook.Fill(random.Pick(DatabasePhrases.Questions["in"]), _ => Table()) : "",
            "where" => Where(conditions),
            "cond" => Clauses("is", conditions),
            _ => Find(slots, name),
        });
        return Capitalized(text);
    }

    /// <summary>A column's mention.</summary>
    public string Column(GeneratedColumn column) => _columnStyle switch
    {
        < 3 => $"'{column.Header}'",
        < 5 => $"`{column.Header}`",
        < 8 when !table.Topic.IsInvented => column.Header.ToLowerInvariant(),
        _ => column.Header,
    };

    /// <summary>A value's mention: plain, or in quotes where the question quotes or the value would run into its surroundings.</summary>
    public string Value(string value)
    {
        if (value.Length == 0)
            return "an empty text";
        if (!_quotesValues && !IsSpread(value))
            return value;
        return Quoted(value);
    }

    /// <summary>A value in quotes.</summary>
    public static string Quoted(string value)
    {
        if (!value.Contains('\'', StringComparison.Ordinal))
            return $"'{value}'";
        return value.Contains('"', StringComparison.Ordinal) ? value : $"\"{value}\"";
    }

    /// <summary>Several parts as a list: <c>a, b and c</c>.</summary>
    public static string List(IReadOnlyList<string> parts) =>
        parts.Count == 1 ? parts[0] : $"{string.Join(", ", parts.Take(parts.Count - 1))} and {parts[^1]}";

    static bool IsSpread(string value) =>
        value.Contains(',', StringComparison.Ordinal) || value.Contains(" and ", StringComparison.Ordinal) || value.Contains(" with ", StringComparison.Ordinal)
        || value.Contains('\'', StringComparison.Ordinal) || value.Contains(" for ", StringComparison.Ordinal);

    string Where(IReadOnlyList<Condition> conditions) => random.Chance(0.6)
        ? PhraseBook.Fill(random.Pick(DatabasePhrases.Questions["where-is"]), _ => Clauses("is", conditions))
        : PhraseBook.Fill(random.Pick(DatabasePhrases.Questions["where-with"]), _ => Clauses("with", conditions));

    string Clauses(string form, IReadOnlyList<Condition> conditions) =>
        string.Join(" and ", conditions.Select(condition => Clause(form, condition)));

    string Clause(string form, Condition condition)
    {
        var section = $"{form}-{condition.Comparator switch
        {
            Comparator.Equal => "equal",
            Comparator.Greater => "greater",
            Comparator.Less => "less",
            Comparator.AtLeast => "atleast",
            Comparator.AtMost => "atmost",
            _ => "between",
        }}";
        return PhraseBook.Fill(random.Pick(DatabasePhrases.Questions[section]), name => name switch
        {
            "c" => Column(condition.Column),
            "w" => Number(condition.Column, condition.High),
            _ => condition.Comparator == Comparator.Equal ? Value(condition.Text) : Number(condition.Column, condition.Low),
        });
    }

    // Percentages keep their sign in most questions, as people write them.
    string Number(GeneratedColumn column, decimal number) =>
        Condition.Number(number) + (column.Kind is ValueKind.Percent or ValueKind.SignedPercent && random.Chance(0.6) ? "%" : "");

    string Table() => PhraseBook.Fill(random.Pick(DatabasePhrases.Questions["table"]), _ => random.Next(10) switch
    {
        < 3 => $"'{table.Name}'",
        3 => $"`{table.Name}`",
        _ => table.Name,
    });

    static string Capitalized(string text) => char.IsLower(text[0]) ? char.ToUpperInvariant(text[0]) + text[1..] : text;

    static string Find((string Name, string Text)[] slots, string name)
    {
        foreach (var slot in slots)
        {
            if (slot.Name == name)
                return slot.Text;
        }

        throw new InvalidDataException($"Phrasings.txt has the slot '{{{name}}}' where it cannot be filled.");
    }
}
