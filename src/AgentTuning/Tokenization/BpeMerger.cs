namespace AgentTuning.Tokenization;

/// <summary>Merges the tokens of one piece of text, the earliest learnt pair first and from the left.</summary>
sealed class BpeMerger
{
    readonly Dictionary<(int Left, int Right), (int Rank, int Merged)> _merges = [];

    /// <summary>Makes a merger of pairs and what they become, the earliest learnt first.</summary>
    public BpeMerger(IEnumerable<(int Left, int Right, int Merged)> merges)
    {
        var rank = 0;
        foreach (var (left, right, merged) in merges)
            _merges[(left, right)] = (rank++, merged);
    }

    /// <summary>
    /// Merges until no pair is left that was learnt: a merged token stands where its first symbol stood, the others are -1. Takes n log n steps, so that
    /// one endless word does no harm.
    /// </summary>
    public void Merge(int[] symbols)
    {
        if (symbols.Length < 2)
            return;
        var next = new int[symbols.Length];
        var previous = new int[symbols.Length];
        var queue = new PriorityQueue<(int At, int Left, int Right, int Merged), (int Rank, int At)>();
        for (var i = 0; i < symbols.Length; i++)
        {
            previous[i] = i - 1;
            next[i] = i + 1;
            Offer(queue, symbols, i - 1, i);
        }

        while (queue.TryDequeue(out var pair, out _))
        {
            // The place may have been merged otherwise since it was queued; a symbol merged away is -1.
            var at = pair.At;
            var right = next[at];
            if (symbols[at] != pair.Left || right == symbols.Length || symbols[right] != pair.Right)
                continue;

            symbols[at] = pair.Merged;
            symbols[right] = -1;
            next[at] = next[right];
            if (next[at] < symbols.Length)
                previous[next[at]] = at;
            Offer(queue, symbols, previous[at], at);
            Offer(queue, symbols, at, next[at]);
        }
    }

    void Offer(
        PriorityQueue<(int At, int Left, int Right, int Merged), (int Rank, int At)> queue, int[] symbols, int left, int right)
    {
        if (left < 0 || right >= symbols.Length)
            return;
        if (_merges.TryGetValue((symbols[left], symbols[right]), out var merge))
            queue.Enqueue((left, symbols[left], symbols[right], merge.Merged), (merge.Rank, left));
    }
}
