namespace AgentTuning.Tokenization.Normalizers;

/// <summary>Removes control characters, and makes a space of other white space and invisible characters.</summary>
sealed class NmtNormalizer : INormalizer
{
    /// <inheritdoc/>
    public TextPiece Normalize(TextPiece piece)
    {
        var builder = new TextPieceBuilder();
        for (var at = 0; at < piece.Length; at++)
        {
            switch (piece.Span[at])
            {
                case (>= '\u0001' and <= '\u0008') or '\u000B' or (>= '\u000E' and <= '\u001F') or '\u007F' or '\u008F' or '\u009F':
                    break;
                case '\t' or '\n' or '\f' or '\r' or '\u1680' or (>= '\u200B' and <= '\u200F') or '\u2028' or '\u2029' or '\u2581' or '\uFEFF' or '\uFFFD':
                    builder.Append(" ", piece.OriginOf(at));
                    break;
                default:
                    builder.Append(piece, at, 1);
                    break;
            }
        }

        return builder.ToPiece();
    }
}
