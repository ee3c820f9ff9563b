namespace AgentTuning.Tokenization.Decoders;

/// <summary>A token on its way to text.</summary>
/// <param name="Text">What it says so far.</param>
/// <param name="IsLiteral">True where it was added to the vocabulary as it stands, so that no step may read it otherwise.</param>
readonly record struct DecodedToken(string Text, bool IsLiteral);
