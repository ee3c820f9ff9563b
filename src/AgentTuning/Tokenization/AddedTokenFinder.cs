using System.Buffers;
using System.Text;
using AgentTuning.Tokenization.Patterns;

namespace AgentTuning.Tokenization;

/// <summary>Cuts text at added tokens: from the left, the longest one that fits, as Hugging Face's tokenizers do.</summary>
/// <remarks>Special ones count only inside one stretch that the template wrote.</remarks>
sealed class AddedTokenFinder
{
    readonly Dictionary<string, AddedToken> _tokens = new(StringComparer.Ordinal);
    readonly Dictionary<char, int[]> _lengths;
    readonly SearchValues<char> _firsts;

    /// <param name="tokens">Tokens, each with the text to look for.</param>
    public AddedTokenFinder(IEnumerable<(string Text, AddedToken Token)> tokens)
    {
        foreach (var (text, token) in tokens)
        {
            if (text.Length > 0)
                _tokens.TryAdd(text, token);
        }

        _lengths = _tokens.Keys.GroupBy(text => text[0])
            .ToDictionary(group => group.Key, group => group.Select(text => text.Length).Distinct().OrderDescending().ToArray());
        _firsts = SearchValues.Create([.. _lengths.Keys]);
    }

    /// <summary>The special token that a text begins with, the longest one, or null.</summary>
    public AddedToken? SpecialAt(ReadOnlySpan<char> text) => FindAt(text, 0, (token, _) => token.IsSpecial)?.Token;

    /// <summary>The stretches of a piece: an added token, or text between two of them.</summary>
    public List<(TextPiece Piece, AddedToken? Token)> Cut(TextPiece piece, TrustedStretches trusted)
    {
        var stretches = new List<(TextPiece Piece, AddedToken? Token)>();
        var done = 0;
        for (var at = 0; at < piece.Length;)
        {
            var skipped = _tokens.Count == 0 ? -1 : piece.Span[at..].IndexOfAny(_firsts);
            if (skipped < 0)
                break;
            at += skipped;
            if (FindAt(piece.Span, at, (candidate, length) => !candidate.IsSpecial || IsTrusted(piece, at, length, trusted)) is not { } found)
            {
                at++;
                continue;
            }

            var (token, start, end) = (found.Token, at, at + found.Length);
            at = end;
            if (token.IsSingleWord && !StandsAlone(piece.Span, start, end))
                continue;
            if (token.StripsLeft)
                start = Math.Max(done, piece.Span[..start].TrimEnd().Length);
            if (token.StripsRight)
                at = end = piece.Length - piece.Span[end..].TrimStart().Length;
            if (start > done)
                stretches.Add((piece.Slice(done, start - done), null));
            stretches.Add((piece.Slice(start, end - start), token));
            done = end;
        }

        if (done < piece.Length)
            stretches.Add((piece.Slice(done, piece.Length - done), null));
        return stretches;
    }

    (AddedToken Token, int Length)? FindAt(ReadOnlySpan<char> text, int at, Func<AddedToken, int, bool> counts)
    {
        if (at >= text.Length || !_lengths.TryGetValue(text[at], out var lengths))
            return null;
        var lookup = _tokens.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var length in lengths)
        {
            if (length <= text.Length - at && lookup.TryGetValue(text.Slice(at, length), out var token) && counts(token, length))
                return (token, length);
        }

        return null;
    }

    static bool IsTrusted(TextPiece piece, int start, int length, TrustedStretches trusted) =>
        trusted.Cover(piece.OriginOf(start), piece.OriginOf(start + length - 1) + 1);

    static bool StandsAlone(ReadOnlySpan<char> text, int start, int end)
    {
        Rune.DecodeLastFromUtf16(text[..start], out var before, out var unitsBefore);
        Rune.DecodeFromUtf16(text[end..], out var behind, out var unitsBehind);
        return !(unitsBefore > 0 && CharacterProperties.PlainWord.Contains(before.Value)) && !(unitsBehind > 0 && CharacterProperties.PlainWord.Contains(behind.Value));
    }
}
