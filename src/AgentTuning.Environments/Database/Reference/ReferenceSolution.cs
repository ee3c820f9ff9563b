using System.Collections.Immutable;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.Database.Reference;

/// <summary>What the reference agent knows of a task beyond what every agent sees.</summary>
sealed record ReferenceSolution
{
    /// <summary>The first table's name.</summary>
    public required string Table { get; init; }

    /// <summary>Its headers.</summary>
    public required ImmutableArray<string> Headers { get; init; }

    /// <summary>The gold statement in one line; empty where the record has none.</summary>
    public required string Sql { get; init; }

    /// <summary>The gold answers as Python values; empty where the table is modified.</summary>
    public required ImmutableArray<object?> Labels { get; init; }

    /// <summary>The task is solved by modifying the table.</summary>
    public required bool IsModifying { get; init; }

    /// <summary>The statement reads, so that running it changes nothing.</summary>
    public bool IsReading => Sql.StartsWith("SELECT", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the solution from a task's record.</summary>
    public static ReferenceSolution Read(AgentTask task)
    {
        var record = DatabaseTask.FromJson(task.Data);
        return new ReferenceSolution
        {
            Table = record.Tables[0].Name,
            Headers = [.. record.Tables[0].Columns.Select(column => column.Name)],
            Sql = (record.GoldStatement ?? record.GoldQuery ?? "").ReplaceLineEndings(" ").Trim(),
            Labels = record.IsModifying ? [] : record.Labels,
            IsModifying = record.IsModifying,
        };
    }
}
