namespace AgentTuning.Tokenization;

/// <summary>A distinct piece of the training text, as tokens that shrink with every merge.</summary>
/// <param name="symbols">The piece's tokens, at first one for each byte.</param>
/// <param name="count">How often the piece occurs.</param>
sealed class BpeWord(int[] symbols, long count)
{
    int _length = symbols.Length;

    /// <summary>How often the piece occurs.</summary>
    public long Count => count;

    /// <summary>The tokens so far.</summary>
    public ReadOnlySpan<int> Symbols => symbols.AsSpan(0, _length);

    /// <summary>Puts the merged token in place of every occurrence of the pair, from the left.</summary>
    public void Merge(int left, int right, int merged)
    {
        var write = 0;
        for (var read = 0; read < _length; read++)
        {
            var isPair = symbols[read] == left && read + 1 < _length && symbols[read + 1] == right;
            symbols[write++] = isPair ? merged : symbols[read];
            if (isPair)
                read++;
        }

        _length = write;
    }
}
