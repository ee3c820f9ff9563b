namespace AgentTuning.Environments;

/// <summary>How a reference agent behaves.</summary>
public sealed record ReferenceAgentOptions
{
    /// <summary>Seeds the wording and the mistakes.</summary>
    public int Seed { get; init; }

    /// <summary>The probability, from 0 to 1, that an episode contains a mistake: a wrong action, a broken format, a needless detour, or a mistake it recovers from.</summary>
    public double Mistakes
    {
        get;
        init
        {
            if (!(value is >= 0 and <= 1))
                throw new ArgumentOutOfRangeException(nameof(Mistakes), value, "A probability lies between 0 and 1.");
            field = value;
        }
    }
}
