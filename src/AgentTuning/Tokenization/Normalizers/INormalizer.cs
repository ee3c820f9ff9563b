namespace AgentTuning.Tokenization.Normalizers;

/// <summary>Changes text before it is encoded.</summary>
/// <remarks>Keeps no state: safe for several callers at once.</remarks>
interface INormalizer
{
    /// <summary>The changed text of a piece.</summary>
    TextPiece Normalize(TextPiece piece);
}
