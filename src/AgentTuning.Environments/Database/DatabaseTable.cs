using System.Collections.Immutable;

namespace AgentTuning.Environments.Database;

/// <summary>A table of a task with its content.</summary>
public sealed record DatabaseTable
{
    /// <summary>Also the name of the database in the original.</summary>
    public required string Name { get; init; }

    /// <summary>At least one.</summary>
    public required ImmutableArray<DatabaseColumn> Columns { get; init; }

    /// <summary>Cells as text, in the order of the columns; null is SQL's NULL. Numbers of the data set stand as Python prints them.</summary>
    public required ImmutableArray<ImmutableArray<string?>> Rows { get; init; }
}
