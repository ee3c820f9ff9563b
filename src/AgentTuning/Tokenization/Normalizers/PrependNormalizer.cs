namespace AgentTuning.Tokenization.Normalizers;

/// <summary>Puts a text in front of any text that is not empty.</summary>
sealed class PrependNormalizer(string prefix) : INormalizer
{
    /// <inheritdoc/>
    public TextPiece Normalize(TextPiece piece)
    {
        if (piece.Length == 0)
            return piece;
        var builder = new TextPieceBuilder();
        builder.Append(prefix, piece.OriginOf(0));
        builder.Append(piece, 0, piece.Length);
        return builder.ToPiece();
    }
}
