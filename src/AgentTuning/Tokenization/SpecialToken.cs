namespace AgentTuning.Tokenization;

/// <summary>A token that no text makes and that decoding leaves out.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Content">Its name as it stands, not in the byte-level alphabet.</param>
sealed record SpecialToken(int Id, string Content);
