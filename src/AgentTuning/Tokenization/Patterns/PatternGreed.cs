namespace AgentTuning.Tokenization.Patterns;

/// <summary>In which order the counts of a repetition are tried.</summary>
enum PatternGreed
{
    /// <summary>The largest first.</summary>
    Greedy,

    /// <summary>The smallest first.</summary>
    Lazy,

    /// <summary>The largest only.</summary>
    Possessive,
}
