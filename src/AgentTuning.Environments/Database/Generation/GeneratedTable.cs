using System.Collections.Immutable;

namespace AgentTuning.Environments.Database.Generation;

/// <summary>A table made for one task.</summary>
/// <param name="Topic">What it is about.</param>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Three to eight columns.</param>
/// <param name="Rows">Five to 25 rows.</param>
sealed record GeneratedTable(
    Topic Topic, string Name, ImmutableArray<GeneratedColumn> Columns, ImmutableArray<ImmutableArray<GeneratedCell>> Rows)
{
    /// <summary>The column that names a row.</summary>
    public required GeneratedColumn Key { get; init; }

    /// <summary>True where the first row repeats the headers, as scraped tables do.</summary>
    public bool RepeatsHeaders { get; init; }

    /// <summary>The table as a name in a statement.</summary>
    public string Sql => SqlText.Name(Name);

    /// <summary>The rows that hold data.</summary>
    public IEnumerable<ImmutableArray<GeneratedCell>> DataRows => RepeatsHeaders ? Rows.Skip(1) : Rows;
}
