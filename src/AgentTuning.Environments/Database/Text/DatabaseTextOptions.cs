namespace AgentTuning.Environments.Database.Text;

/// <summary>What plain text about tables consists of.</summary>
public sealed record DatabaseTextOptions
{
    /// <summary>The share of paragraphs that state an order and the statement for it, from 0 to 1; default 0.75.</summary>
    public double ExerciseShare { get; init => field = Share(value, nameof(ExerciseShare)); } = 0.75;

    /// <summary>The share of paragraphs that write names and values again in another form, from 0 to 1; default 0.1. The rest describes tables, statements and results.</summary>
    public double CopyShare { get; init => field = Share(value, nameof(CopyShare)); } = 0.1;

    /// <summary>The share of tables with invented names, from 0 to 1; default 0.5.</summary>
    public double InventedShare { get; init => field = Share(value, nameof(InventedShare)); } = 0.5;

    static double Share(double value, string name) =>
        value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(name, value, "A share lies between 0 and 1.");
}
