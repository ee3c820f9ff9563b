namespace AgentTuning.Environments;

/// <summary>What comes of one reply: an observation, or the end of the episode.</summary>
public sealed record StepResult
{
    /// <summary>What the agent sees next; null where the episode is over.</summary>
    public Observation? Observation { get; init; }

    /// <summary>Why the episode is over; null where it goes on.</summary>
    public EpisodeEnding? Ending { get; init; }

    /// <summary>The reward of this step alone, between 0 and 1, where the benchmark records one; null elsewhere. The episode's stands in its <see cref="Grade"/>.</summary>
    public double? Reward
    {
        get;
        init => field = value is null or (>= 0 and <= 1) ? value : throw new ArgumentOutOfRangeException(nameof(Reward), value, "A reward lies between 0 and 1.");
    }

    /// <summary>The episode goes on with an observation.</summary>
    public static StepResult Continue(Observation observation) => new() { Observation = observation };

    /// <summary>The episode is over.</summary>
    public static StepResult End(EpisodeEnding ending) => new() { Ending = ending };
}
