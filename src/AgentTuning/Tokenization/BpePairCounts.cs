using System.Runtime.InteropServices;

namespace AgentTuning.Tokenization;

/// <summary>How often each pair of neighbouring tokens occurs, kept up while pairs are merged.</summary>
/// <remarks>
/// The heap's counts are upper bounds: a pair that has become rarer is found out when it reaches the top and is put back
/// with its true count. Ties go to the lower left id, then to the lower right one.
/// </remarks>
sealed class BpePairCounts
{
    readonly Dictionary<(int Left, int Right), long> _counts = [];
    readonly Dictionary<(int Left, int Right), List<int>> _words = [];
    readonly PriorityQueue<(int Left, int Right), (long NegativeCount, int Left, int Right)> _heap = new();

    /// <summary>Counts the pairs of a word.</summary>
    /// <param name="word">The word.</param>
    /// <param name="index">The word's index, for <see cref="WordsWith"/>.</param>
    /// <param name="newToken">Where given, words are noted for pairs with this token only: the others know the word already.</param>
    public void Add(BpeWord word, int index, int? newToken = null)
    {
        var symbols = word.Symbols;
        for (var i = 1; i < symbols.Length; i++)
        {
            var pair = (symbols[i - 1], symbols[i]);
            CollectionsMarshal.GetValueRefOrAddDefault(_counts, pair, out _) += word.Count;
            if (newToken is { } token && pair.Item1 != token && pair.Item2 != token)
                continue;

            ref var words = ref CollectionsMarshal.GetValueRefOrAddDefault(_words, pair, out _);
            words ??= [];
            if (words.Count == 0 || words[^1] != index)
                words.Add(index);
        }
    }

    /// <summary>Takes the pairs of a word away.</summary>
    public void Subtract(BpeWord word)
    {
        var symbols = word.Symbols;
        for (var i = 1; i < symbols.Length; i++)
            CollectionsMarshal.GetValueRefOrNullRef(_counts, (symbols[i - 1], symbols[i])) -= word.Count;
    }

    /// <summary>Makes the pairs that have come to be candidates of <see cref="TryTakeMostFrequent"/>.</summary>
    /// <param name="newToken">Where given, the pairs with this token; else all.</param>
    /// <param name="words">The words in which they occur.</param>
    public void Offer(IEnumerable<BpeWord> words, int? newToken = null)
    {
        var offered = new HashSet<(int Left, int Right)>();
        foreach (var word in words)
        {
            var symbols = word.Symbols;
            for (var i = 1; i < symbols.Length; i++)
            {
                var pair = (symbols[i - 1], symbols[i]);
                if ((newToken is null || pair.Item1 == newToken || pair.Item2 == newToken) && offered.Add(pair))
                    Enqueue(pair, _counts[pair]);
            }
        }
    }

    /// <summary>Takes the most frequent pair, which is not offered again by itself.</summary>
    /// <returns>False where no pair is as frequent as wanted.</returns>
    public bool TryTakeMostFrequent(long minimum, out (int Left, int Right) pair)
    {
        while (_heap.TryDequeue(out pair, out var priority))
        {
            var count = _counts[pair];
            if (count < minimum)
                continue;
            if (count == -priority.NegativeCount)
                return true;
            Enqueue(pair, count);
        }

        return false;
    }

    /// <summary>The indices of all words in which the pair occurs, and of some in which it no longer does.</summary>
    public IReadOnlyList<int> WordsWith((int Left, int Right) pair) => _words.Remove(pair, out var words) ? words : [];

    void Enqueue((int Left, int Right) pair, long count) => _heap.Enqueue(pair, (-count, pair.Left, pair.Right));
}
