namespace AgentTuning.Tokenization.Models;

/// <summary>Finds the longest of some texts that another begins with.</summary>
sealed class LiteralFinder
{
    readonly Dictionary<string, int> _texts;
    readonly Dictionary<char, int[]> _lengths;

    public LiteralFinder(IReadOnlyDictionary<string, int> texts)
    {
        _texts = new Dictionary<string, int>(texts, StringComparer.Ordinal);
        _lengths = _texts.Keys.Where(text => text.Length > 0).GroupBy(text => text[0])
            .ToDictionary(group => group.Key, group => group.Select(text => text.Length).Distinct().OrderDescending().ToArray());
    }

    /// <summary>The length of the longest one, or 0.</summary>
    public int LengthAt(ReadOnlySpan<char> text)
    {
        if (_lengths.Count == 0 || text.IsEmpty || !_lengths.TryGetValue(text[0], out var lengths))
            return 0;
        var lookup = _texts.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var length in lengths)
        {
            if (length <= text.Length && lookup.ContainsKey(text[..length]))
                return length;
        }

        return 0;
    }
}
