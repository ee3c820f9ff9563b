namespace AgentTuning.Environments.Database.Generation;

/// <summary>What kinds of tasks are generated.</summary>
public sealed record GeneratedTaskOptions
{
    /// <summary>The share of tasks that delete a row, from 0 to 1. The benchmark has none; default 0.</summary>
    public double DeleteShare { get; init => field = Share(value, nameof(DeleteShare)); }

    /// <summary>The share of tasks over two tables that must be joined, from 0 to 1. The benchmark has none, AgentInstruct does; default 0.</summary>
    public double JoinShare { get; init => field = Share(value, nameof(JoinShare)); }

    /// <summary>The share of train tasks whose table, columns and values all have invented names, from 0 to 1; default 1/3. Dev and test have none.</summary>
    public double InventedShare { get; init => field = Share(value, nameof(InventedShare)); } = 1 / 3.0;

    static double Share(double value, string name) =>
        value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(name, value, "A share lies between 0 and 1.");
}
