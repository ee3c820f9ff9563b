namespace AgentTuning.Datasets;

/// <summary>How a mixture is drawn.</summary>
public sealed record MixtureOptions
{
    /// <summary>η: the probability that an example is an agent conversation, from 0 to 1; the paper's 0.2 by default (its section 2.3).</summary>
    public double AgentShare
    {
        get;
        init
        {
            if (!(value is >= 0 and <= 1))
                throw new ArgumentOutOfRangeException(nameof(AgentShare), value, "The agent share η must lie between 0 and 1.");
            field = value;
        }
    } = 0.2;

    /// <summary>
    /// The number of examples, 1 or more. Null draws as many as it takes for each agent conversation to come once on average, or, where
    /// η is 0, each general one.
    /// </summary>
    public int? Count
    {
        get;
        init
        {
            if (value < 1)
                throw new ArgumentOutOfRangeException(nameof(Count), value, "The number of examples must be 1 or more.");
            field = value;
        }
    }

    /// <summary>Seeds every draw; 0 by default.</summary>
    public int Seed { get; init; }

    /// <summary>The system prompt given to conversations that have none; null leaves them without.</summary>
    public string? SystemPrompt { get; init; }
}
