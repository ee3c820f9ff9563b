namespace AgentTuning.Tokenization.Splitting;

/// <summary>Puts a space in front of every piece that does not begin with one.</summary>
sealed class PrefixSpaceSplit : ISplitStep
{
    /// <inheritdoc/>
    public void Split(TextPiece piece, List<TextPiece> parts)
    {
        if (piece.Length == 0)
            return;
        if (piece.Span[0] == ' ')
        {
            parts.Add(piece);
            return;
        }

        var builder = new TextPieceBuilder();
        builder.Append(" ", piece.OriginOf(0));
        builder.Append(piece, 0, piece.Length);
        parts.Add(builder.ToPiece());
    }
}
