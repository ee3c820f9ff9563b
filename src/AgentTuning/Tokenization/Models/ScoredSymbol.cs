namespace AgentTuning.Tokenization.Models;

/// <summary>A stretch of text that is one token so far, between its neighbours.</summary>
struct ScoredSymbol
{
    /// <summary>Where it starts.</summary>
    public int Start { get; init; }

    /// <summary>How long it is; 0 where it was merged away.</summary>
    public int Length { get; set; }

    /// <summary>The symbol before it, -1 for none.</summary>
    public int Previous { get; set; }

    /// <summary>The symbol behind it; the count of symbols for none.</summary>
    public int Next { get; set; }

    /// <summary>True where it is never merged.</summary>
    public bool IsFrozen { get; init; }
}
