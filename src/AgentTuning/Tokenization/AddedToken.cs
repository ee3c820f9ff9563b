namespace AgentTuning.Tokenization;

/// <summary>A token that is looked for in the text before anything is merged.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Content">Its text.</param>
/// <param name="IsSpecial">True where only a template may write it, and decoding leaves it out.</param>
sealed record AddedToken(int Id, string Content, bool IsSpecial)
{
    /// <summary>True where it is looked for after the text was normalized.</summary>
    public bool IsNormalized { get; init; }

    /// <summary>True where it takes the white space before it along.</summary>
    public bool StripsLeft { get; init; }

    /// <summary>True where it takes the white space behind it along.</summary>
    public bool StripsRight { get; init; }

    /// <summary>True where it counts only between characters that belong to no word.</summary>
    public bool IsSingleWord { get; init; }
}
