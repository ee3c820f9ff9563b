namespace AgentTuning.Datasets;

/// <summary>How general conversations from the wild are made fit for training. None of it is applied to what we recorded ourselves.</summary>
public sealed record CleanUpOptions
{
    /// <summary>Drop the model's turns before a person's first; true by default.</summary>
    public bool DropsLeadingReplies { get; init; } = true;

    /// <summary>Drop turns that are empty or blank; true by default.</summary>
    public bool DropsEmptyTurns { get; init; } = true;

    /// <summary>Pass over records that cannot be read and count them; false by default, which makes the first one an error.</summary>
    public bool SkipsMalformed { get; init; }

    /// <summary>What to do where a side speaks twice in a row; <see cref="Alternation.Cut"/> by default.</summary>
    public Alternation Alternation { get; init; } = Alternation.Cut;
}
