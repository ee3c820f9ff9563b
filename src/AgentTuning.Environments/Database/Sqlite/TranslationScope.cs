namespace AgentTuning.Environments.Database.Sqlite;

/// <summary>What the translation of a statement knows of the database and notes for its error messages.</summary>
sealed class TranslationScope(IReadOnlyList<string> databases, string sql)
{
    readonly Dictionary<string, string> _clauses = new(StringComparer.OrdinalIgnoreCase);
    int _depth;

    /// <summary>The statement as given.</summary>
    public string Sql => sql;

    /// <summary>The name that messages show.</summary>
    public string Database => databases[0];

    /// <summary>The clause that is being read, in the words of MySQL's messages.</summary>
    public string Clause { get; set; } = "field list";

    /// <summary>True where a qualifier names the agent's own database.</summary>
    public bool IsOwnDatabase(string name) => databases.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Notes where a column was first named.</summary>
    public void Note(string column) => _clauses.TryAdd(column, Clause);

    /// <summary>The clause in which a column was first named.</summary>
    public string ClauseOf(string column) => _clauses.GetValueOrDefault(column, "field list");

    /// <summary>Enters a nested expression; the depth is bounded.</summary>
    public bool TryEnter() => ++_depth <= 200;

    /// <summary>Leaves it.</summary>
    public void Leave() => _depth--;
}
