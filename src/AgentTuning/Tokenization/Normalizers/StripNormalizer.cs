namespace AgentTuning.Tokenization.Normalizers;

/// <summary>Removes white space at the ends.</summary>
sealed class StripNormalizer(bool left, bool right) : INormalizer
{
    /// <inheritdoc/>
    public TextPiece Normalize(TextPiece piece)
    {
        var span = piece.Span;
        var start = left ? span.Length - span.TrimStart().Length : 0;
        var end = right ? span.TrimEnd().Length : span.Length;
        return piece.Slice(start, Math.Max(0, end - start));
    }
}
