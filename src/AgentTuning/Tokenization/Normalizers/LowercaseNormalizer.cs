using System.Globalization;
using System.Text;

namespace AgentTuning.Tokenization.Normalizers;

/// <summary>Makes every character lower case.</summary>
sealed class LowercaseNormalizer : INormalizer
{
    /// <inheritdoc/>
    public TextPiece Normalize(TextPiece piece)
    {
        var builder = new TextPieceBuilder();
        Span<char> units = stackalloc char[2];
        for (var at = 0; at < piece.Length;)
        {
            Rune.DecodeFromUtf16(piece.Span[at..], out var rune, out var length);
            if (rune.Value == 0x130)
                builder.Append("i\u0307", piece.OriginOf(at)); // the one letter whose lower case is two characters
            else
                builder.Append(units[..Rune.ToLower(rune, CultureInfo.InvariantCulture).EncodeToUtf16(units)], piece.OriginOf(at));
            at += length;
        }

        return builder.ToPiece();
    }
}
