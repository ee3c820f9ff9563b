namespace AgentTuning.Environments.OperatingSystem.Text;

/// <summary>What plain text about operating systems consists of.</summary>
public sealed record OperatingSystemTextOptions
{
    /// <summary>The share of paragraphs that state an order and the command for it, from 0 to 1; default 0.6.</summary>
    public double ExerciseShare { get; init => field = Share(value, nameof(ExerciseShare)); } = 0.6;

    /// <summary>The share of paragraphs that write paths and words again, from 0 to 1; default 0.1. The rest explains commands, results and failures, or tells of files and users.</summary>
    public double CopyShare { get; init => field = Share(value, nameof(CopyShare)); } = 0.1;

    static double Share(double value, string name) =>
        value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(name, value, "A share lies between 0 and 1.");
}
