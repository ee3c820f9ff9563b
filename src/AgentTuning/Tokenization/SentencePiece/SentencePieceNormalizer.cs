using System.Text;
using AgentTuning.Tokenization.Normalizers;

namespace AgentTuning.Tokenization.SentencePiece;

/// <summary>Changes text as SentencePiece does: its character map, then its rules for spaces.</summary>
sealed class SentencePieceNormalizer(SentencePieceRules rules) : INormalizer
{
    /// <summary>The character that stands for a space.</summary>
    public const string Space = "\u2581";

    const int LongestChunk = 32; // UTF-16 units; no key of a published map comes near

    string SpaceText => rules.EscapesSpaces ? Space : " ";

    /// <inheritdoc/>
    public TextPiece Normalize(TextPiece piece)
    {
        if (piece.Length == 0)
            return piece;
        var chunks = ReadChunks(piece);
        var first = rules.RemovesExtraSpaces ? chunks.FindIndex(chunk => chunk.Text != " ") : 0;
        if (first < 0)
            return piece.Slice(0, 0);

        var builder = new TextPieceBuilder();
        var hasPrefix = rules.HasPrefix && (!rules.PrefixesOnlyFirst || piece.OriginOf(0) == 0);
        if (hasPrefix && !rules.TreatsSpaceAsSuffix)
            builder.Append(SpaceText, piece.OriginOf(0));
        var isAfterSpace = rules.RemovesExtraSpaces;
        foreach (var (text, origin) in chunks.Skip(first))
        {
            var rest = isAfterSpace ? text.AsSpan().TrimStart(' ') : text;
            foreach (var unit in rest)
                builder.Append(unit == ' ' ? SpaceText : [unit], origin);
            if (rules.RemovesExtraSpaces && !rest.IsEmpty)
                isAfterSpace = rest[^1] == ' ';
        }

        var result = builder.ToPiece();
        if (rules.RemovesExtraSpaces)
            result = result.Slice(0, result.Span.TrimEnd(SpaceText[0]).Length);
        return hasPrefix && rules.TreatsSpaceAsSuffix ? WithSuffix(result, piece.OriginOf(piece.Length - 1)) : result;
    }

    TextPiece WithSuffix(TextPiece piece, int origin)
    {
        var builder = new TextPieceBuilder();
        builder.Append(piece, 0, piece.Length);
        builder.Append(SpaceText, origin);
        return builder.ToPiece();
    }

    List<(string Text, int Origin)> ReadChunks(TextPiece piece)
    {
        var chunks = new List<(string Text, int Origin)>(piece.Length);
        for (var at = 0; at < piece.Length;)
        {
            var (text, length) = ReadChunk(piece.Span[at..]);
            chunks.Add((text, piece.OriginOf(at)));
            at += length;
        }

        return chunks;
    }

    (string Text, int Length) ReadChunk(ReadOnlySpan<char> rest)
    {
        if (rules.UserDefined?.LengthAt(rest) is { } literal and > 0)
            return (rest[..literal].ToString(), literal);
        if (rules.Map is { } map && Replace(map, rest) is { Length: > 0 } found)
            return found;
        Rune.DecodeFromUtf16(rest, out var rune, out var units); // a lone surrogate gives U+FFFD
        return (rune.ToString(), units);
    }

    static (string Text, int Length) Replace(CharacterMap map, ReadOnlySpan<char> rest)
    {
        Span<byte> bytes = stackalloc byte[3 * LongestChunk];
        bytes = bytes[..Encoding.UTF8.GetBytes(rest[..Math.Min(rest.Length, LongestChunk)], bytes)];
        var (length, replacement) = map.Longest(bytes);
        return length == 0 ? ("", 0) : (replacement, Encoding.UTF8.GetCharCount(bytes[..length]));
    }
}
