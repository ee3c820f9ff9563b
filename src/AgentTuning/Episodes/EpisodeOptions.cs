using AgentTuning.Environments;

namespace AgentTuning.Episodes;

/// <summary>How episodes are played.</summary>
public sealed record EpisodeOptions
{
    /// <summary>The seed of the run; each episode draws its own from it (<see cref="EpisodeSeed"/>).</summary>
    public int Seed { get; init; }

    /// <summary>Sampling temperature, 0 or more; 0 is greedy.</summary>
    public double Temperature
    {
        get;
        init
        {
            if (!(value >= 0 && double.IsFinite(value)))
                throw new ArgumentOutOfRangeException(nameof(Temperature), value, "A temperature is 0 (greedy) or more.");
            field = value;
        }
    }

    /// <summary>The most new tokens in one reply; null takes <see cref="EnvironmentDefinition.MaxReplyTokens"/>.</summary>
    public int? MaxReplyTokens
    {
        get;
        init
        {
            if (value is { } tokens)
                ArgumentOutOfRangeException.ThrowIfLessThan(tokens, 1, nameof(MaxReplyTokens));
            field = value;
        }
    }

    /// <summary>How long one reply may take before the agent counts as failed. Default: 10 minutes.</summary>
    public TimeSpan ReplyTimeout
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero, nameof(ReplyTimeout));
            field = value;
        }
    } = TimeSpan.FromMinutes(10);

    /// <summary>True to leave out old turns as the paper's harness does (<see cref="ContextTrimming"/>). Default: false, the whole conversation is sent.</summary>
    public bool TrimsContext { get; init; }

    /// <summary>The engine behind the world, for the record; null where there is no choice.</summary>
    public string? Engine { get; init; }
}
