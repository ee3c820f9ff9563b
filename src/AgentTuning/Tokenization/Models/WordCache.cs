using System.Collections.Concurrent;

namespace AgentTuning.Tokenization.Models;

/// <summary>Keeps the tokens of up to 65,536 short words, so that a word is merged once.</summary>
sealed class WordCache
{
    const int MaxWords = 65_536;
    const int MaxLength = 64;

    readonly ConcurrentDictionary<string, (int Id, int Start)[]> _words = new(StringComparer.Ordinal);
    int _count;

    /// <summary>The tokens of a word, where they are known.</summary>
    public bool TryGet(ReadOnlySpan<char> word, out (int Id, int Start)[] tokens)
    {
        tokens = [];
        return word.Length <= MaxLength && _words.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out tokens!);
    }

    /// <summary>Remembers the tokens of a word, where there is room.</summary>
    public void Add(ReadOnlySpan<char> word, (int Id, int Start)[] tokens)
    {
        if (word.Length <= MaxLength && _count < MaxWords && _words.TryAdd(word.ToString(), tokens))
            Interlocked.Increment(ref _count);
    }
}
