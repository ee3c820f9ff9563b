namespace AgentTuning.Collection;

/// <summary>How many episodes are played, and how.</summary>
public sealed record CollectionOptions
{
    /// <summary>How many tasks from the start of the task set, 1 or more; null takes all.</summary>
    public int? Tasks
    {
        get;
        init
        {
            if (value is { } tasks)
                ArgumentOutOfRangeException.ThrowIfLessThan(tasks, 1, nameof(Tasks));
            field = value;
        }
    }

    /// <summary>Episodes per task, 1 or more. Default: 1.</summary>
    public int Attempts
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(Attempts));
            field = value;
        }
    } = 1;

    /// <summary>Episodes at a time, 1 or more. Default: 1. It changes how fast they come, not what they are.</summary>
    public int Parallel
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(Parallel));
            field = value;
        }
    } = 1;

    /// <summary>True to play again what failed for a fault of agent or environment when the run is resumed. Default: true.</summary>
    public bool RedoesFailed { get; init; } = true;

    /// <summary>The run stops after this many failed episodes in a row, 1 or more. Default: 5.</summary>
    public int MostFailuresInARow
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(MostFailuresInARow));
            field = value;
        }
    } = 5;
}
