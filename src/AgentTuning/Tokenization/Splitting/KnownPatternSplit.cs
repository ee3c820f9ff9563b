namespace AgentTuning.Tokenization.Splitting;

/// <summary>Cuts with a pattern that has code of its own, which is faster; the pieces are the same.</summary>
sealed class KnownPatternSplit(PreTokenizer preTokenizer) : ISplitStep
{
    /// <inheritdoc/>
    public void Split(TextPiece piece, List<TextPiece> parts)
    {
        var rest = piece.Span;
        while (!rest.IsEmpty)
        {
            var length = preTokenizer.NextLength(rest);
            parts.Add(piece.Slice(piece.Length - rest.Length, length));
            rest = rest[length..];
        }
    }
}
