using System.Text;

namespace AgentTuning.Tokenization.Models;

/// <summary>Kudo's unigram model: of all ways to cut a piece into tokens, the most probable one (arXiv 1804.10959).</summary>
sealed class UnigramTokenModel : ITokenModel
{
    const int Unknown = -1;

    readonly UnigramTokens _tokens;
    readonly Dictionary<string, (int Id, double Score)> _pieces = new(StringComparer.Ordinal);
    readonly int _longest;

    public UnigramTokenModel(UnigramTokens tokens)
    {
        _tokens = tokens;
        foreach (var (text, id, score) in tokens.Pieces)
            _pieces.TryAdd(text, (id, score));
        _longest = _pieces.Keys.Select(text => text.Length).DefaultIfEmpty().Max();
    }

    /// <inheritdoc/>
    public void Encode(ReadOnlySpan<char> piece, List<(int Id, int Start)> tokens)
    {
        var best = FindBest(piece);
        var path = new Stack<(int Id, int Start, int End)>();
        for (var end = piece.Length; end > 0; end = best[end].Start)
            path.Push((best[end].Id, best[end].Start, end));

        var isAfterUnknown = false;
        foreach (var (id, start, end) in path)
        {
            if (id != Unknown)
                tokens.Add((id, start));
            else if (_tokens.ByteIds is { } bytes)
                AddBytes(piece[start..end], start, bytes, tokens);
            else if (_tokens.UnknownId is { } unknown && !(isAfterUnknown && _tokens.FusesUnknown))
                tokens.Add((unknown, start));
            isAfterUnknown = id == Unknown;
        }
    }

    // For every place: the best path that ends there, by its last token. Id -2 marks a place that none reaches.
    (int Id, int Start, double Score)[] FindBest(ReadOnlySpan<char> piece)
    {
        var lookup = _pieces.GetAlternateLookup<ReadOnlySpan<char>>();
        var best = new (int Id, int Start, double Score)[piece.Length + 1];
        Array.Fill(best, (-2, 0, 0));
        for (var start = 0; start < piece.Length;)
        {
            Rune.DecodeFromUtf16(piece[start..], out _, out var units);
            var hasSingle = false;
            for (var length = units; length <= _longest && start + length <= piece.Length; length++)
            {
                if (!lookup.TryGetValue(piece.Slice(start, length), out var token))
                    continue;
                Offer(best, start, start + length, token.Id, token.Score);
                hasSingle |= length == units;
            }

            if (!hasSingle)
                Offer(best, start, start + units, Unknown, _tokens.UnknownScore);
            start += units;
        }

        return best;
    }

    void Offer((int Id, int Start, double Score)[] best, int start, int end, int id, double score)
    {
        var sum = best[start].Score + score;
        if (_tokens.IsSinglePrecision)
            sum = (float)sum;
        if (best[end].Id == -2 || sum > best[end].Score)
            best[end] = (id, start, sum);
    }

    static void AddBytes(ReadOnlySpan<char> text, int start, int[] byteIds, List<(int Id, int Start)> tokens)
    {
        Span<byte> bytes = stackalloc byte[4];
        Rune.DecodeFromUtf16(text, out var rune, out _); // a lone surrogate gives U+FFFD
        foreach (var value in bytes[..rune.EncodeToUtf8(bytes)])
        {
            if (byteIds[value] >= 0)
                tokens.Add((byteIds[value], start));
        }
    }
}
