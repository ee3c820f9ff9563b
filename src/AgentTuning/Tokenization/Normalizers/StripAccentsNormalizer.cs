using System.Globalization;
using System.Text;

namespace AgentTuning.Tokenization.Normalizers;

/// <summary>Removes combining marks.</summary>
sealed class StripAccentsNormalizer : INormalizer
{
    /// <inheritdoc/>
    public TextPiece Normalize(TextPiece piece)
    {
        var builder = new TextPieceBuilder();
        for (var at = 0; at < piece.Length;)
        {
            Rune.DecodeFromUtf16(piece.Span[at..], out var rune, out var length);
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark))
                builder.Append(piece, at, length);
            at += length;
        }

        return builder.ToPiece();
    }
}
