using System.Globalization;
using System.Text;

namespace AgentTuning.Tokenization.Normalizers;

/// <summary>Applies the character map of SentencePiece as Hugging Face's tokenizers do: to what a reader sees as one character, then to code points.</summary>
sealed class PrecompiledNormalizer(CharacterMap map) : INormalizer
{
    const int LongestCluster = 5; // bytes

    /// <inheritdoc/>
    public TextPiece Normalize(TextPiece piece)
    {
        var builder = new TextPieceBuilder();
        for (var at = 0; at < piece.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(piece.Span[at..]);
            if (!TryReplace(piece, at, length, LongestCluster, builder))
                AddCodePoints(piece.Slice(at, length), builder);
            at += length;
        }

        return builder.ToPiece();
    }

    void AddCodePoints(TextPiece cluster, TextPieceBuilder builder)
    {
        for (var at = 0; at < cluster.Length;)
        {
            Rune.DecodeFromUtf16(cluster.Span[at..], out _, out var units);
            if (!TryReplace(cluster, at, units, int.MaxValue, builder))
                builder.Append(cluster, at, units);
            at += units;
        }
    }

    bool TryReplace(TextPiece piece, int start, int length, int mostBytes, TextPieceBuilder builder)
    {
        var bytes = Encoding.UTF8.GetBytes(piece.Text, piece.Start + start, length);
        if (bytes.Length > mostBytes || map.Shortest(bytes) is not { Length: > 0 } found)
            return false;
        builder.Append(found.Replacement, piece.OriginOf(start));
        return true;
    }
}
