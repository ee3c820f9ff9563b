namespace AgentTuning.Tokenization.SentencePiece;

/// <summary>A piece of a SentencePiece vocabulary.</summary>
/// <param name="Text">Its text, with U+2581 for a space.</param>
/// <param name="Score">How probable it is, as a logarithm, or how early it is merged.</param>
/// <param name="Kind">What it is for.</param>
readonly record struct SentencePieceEntry(string Text, float Score, SentencePieceKind Kind);
