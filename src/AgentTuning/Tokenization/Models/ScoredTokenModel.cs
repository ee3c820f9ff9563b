using System.Text;

namespace AgentTuning.Tokenization.Models;

/// <summary>BPE as SentencePiece does it: of all neighbours whose texts together are a token, the pair with the highest score is merged first.</summary>
sealed class ScoredTokenModel : ITokenModel
{
    readonly ScoredTokens _tokens;
    readonly Dictionary<string, (int Id, float Score)>.AlternateLookup<ReadOnlySpan<char>> _pieces;
    readonly int _longest;
    readonly LiteralFinder _userDefined;

    public ScoredTokenModel(ScoredTokens tokens)
    {
        _tokens = tokens;
        _pieces = tokens.Pieces.GetAlternateLookup<ReadOnlySpan<char>>();
        _longest = tokens.Pieces.Keys.Select(text => text.Length).DefaultIfEmpty().Max();
        _userDefined = new LiteralFinder(tokens.UserDefined);
    }

    /// <inheritdoc/>
    public void Encode(ReadOnlySpan<char> piece, List<(int Id, int Start)> tokens)
    {
        var symbols = Cut(piece);
        var splits = Merge(piece, symbols);
        var isAfterUnknown = false;
        for (var i = 0; i < symbols.Length; i++)
        {
            if (symbols[i].Length > 0)
                Add(piece, symbols[i].Start, symbols[i].Length, splits, tokens, ref isAfterUnknown);
        }
    }

    ScoredSymbol[] Cut(ReadOnlySpan<char> piece)
    {
        var symbols = new List<ScoredSymbol>(piece.Length);
        for (var at = 0; at < piece.Length;)
        {
            var length = _userDefined.LengthAt(piece[at..]);
            var isFrozen = length > 0;
            if (!isFrozen)
                Rune.DecodeFromUtf16(piece[at..], out _, out length);
            symbols.Add(new ScoredSymbol { Start = at, Length = length, Previous = symbols.Count - 1, Next = symbols.Count + 1, IsFrozen = isFrozen });
            at += length;
        }

        return [.. symbols];
    }

    // The result says of which two parts an unused token was made, by its text.
    Dictionary<string, int> Merge(ReadOnlySpan<char> piece, ScoredSymbol[] symbols)
    {
        var splits = new Dictionary<string, int>(StringComparer.Ordinal);
        var queue = new PriorityQueue<(int Left, int Right, int Length), (float NegatedScore, int Left)>();
        for (var i = 1; i < symbols.Length; i++)
            Offer(piece, symbols, i - 1, i, queue, splits);
        while (queue.TryDequeue(out var pair, out _))
        {
            ref var left = ref symbols[pair.Left];
            ref var right = ref symbols[pair.Right];
            if (left.Length == 0 || right.Length == 0 || left.Length + right.Length != pair.Length)
                continue;
            left.Length = pair.Length;
            right.Length = 0;
            left.Next = right.Next;
            if (left.Next < symbols.Length)
                symbols[left.Next].Previous = pair.Left;
            Offer(piece, symbols, left.Previous, pair.Left, queue, splits);
            Offer(piece, symbols, pair.Left, left.Next, queue, splits);
        }

        return splits;
    }

    void Offer(
        ReadOnlySpan<char> piece, ScoredSymbol[] symbols, int left, int right,
        PriorityQueue<(int Left, int Right, int Length), (float NegatedScore, int Left)> queue, Dictionary<string, int> splits)
    {
        if (left < 0 || right >= symbols.Length || symbols[left].IsFrozen || symbols[right].IsFrozen)
            return;
        var length = symbols[left].Length + symbols[right].Length;
        if (length > _longest || !_pieces.TryGetValue(piece.Slice(symbols[left].Start, length), out var merged))
            return;
        queue.Enqueue((left, right, length), (-merged.Score, left));
        if (_tokens.UnusedIds.Contains(merged.Id))
            splits[piece.Slice(symbols[left].Start, length).ToString()] = symbols[left].Length;
    }

    void Add(ReadOnlySpan<char> piece, int start, int length, Dictionary<string, int> splits, List<(int Id, int Start)> tokens, ref bool isAfterUnknown)
    {
        var text = piece.Slice(start, length);
        if (_tokens.UserDefined.Count > 0 && _userDefined.LengthAt(text) == length)
        {
            tokens.Add((_tokens.UserDefined[text.ToString()], start));
            isAfterUnknown = false;
            return;
        }

        if (!_pieces.TryGetValue(text, out var found))
        {
            AddUnknown(text, start, tokens, ref isAfterUnknown);
            return;
        }

        if (_tokens.UnusedIds.Contains(found.Id) && splits.TryGetValue(text.ToString(), out var border))
        {
            Add(piece, start, border, splits, tokens, ref isAfterUnknown);
            Add(piece, start + border, length - border, splits, tokens, ref isAfterUnknown);
            return;
        }

        tokens.Add((found.Id, start));
        isAfterUnknown = false;
    }

    void AddUnknown(ReadOnlySpan<char> text, int start, List<(int Id, int Start)> tokens, ref bool isAfterUnknown)
    {
        if (_tokens.ByteIds is { } byteIds)
        {
            Span<byte> bytes = stackalloc byte[4];
            Rune.DecodeFromUtf16(text, out var rune, out _); // a lone surrogate gives U+FFFD
            foreach (var value in bytes[..rune.EncodeToUtf8(bytes)])
            {
                if ((byteIds[value] >= 0 ? byteIds[value] : _tokens.UnknownId) is { } id)
                    tokens.Add((id, start));
            }

            return;
        }

        if (!isAfterUnknown && _tokens.UnknownId is { } unknown)
            tokens.Add((unknown, start));
        isAfterUnknown = true;
    }
}
