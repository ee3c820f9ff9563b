using AgentTuning.Tokenization.Patterns;

namespace AgentTuning.Tokenization.Normalizers;

/// <summary>Replaces every match of a pattern.</summary>
sealed class ReplaceNormalizer(TextPattern pattern, string replacement) : INormalizer
{
    /// <inheritdoc/>
    public TextPiece Normalize(TextPiece piece)
    {
        var matches = pattern.Matches(piece.Span);
        if (matches.Count == 0)
            return piece;
        var builder = new TextPieceBuilder();
        var done = 0;
        foreach (var (start, length) in matches)
        {
            builder.Append(piece, done, start - done);
            builder.Append(replacement, piece.OriginOf(Math.Min(start, piece.Length - 1)));
            done = start + length;
        }

        builder.Append(piece, done, piece.Length - done);
        return builder.ToPiece();
    }
}
