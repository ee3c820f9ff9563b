using System.Runtime.InteropServices;

namespace AgentTuning.Environments.WebShop.Scoring;

/// <summary>What Python's <c>difflib.SequenceMatcher</c> measures (Ratcliff and Obershelp): the longest common blocks, found again and again on both sides.</summary>
static class SequenceSimilarity
{
    // In long texts the matcher takes no block to begin at characters that are more frequent than one in a hundred.
    const int PopularityLength = 200;

    /// <summary>Twice the matched characters over all characters; 1 for two empty texts.</summary>
    public static double Ratio(int[] one, int[] other)
    {
        var total = one.Length + other.Length;
        return total == 0 ? 1 : 2d * Matched(one, other) / total;
    }

    static int Matched(int[] one, int[] other)
    {
        var places = Places(other);
        var matched = 0;
        var open = new Stack<(int OneFrom, int OneTo, int OtherFrom, int OtherTo)>();
        open.Push((0, one.Length, 0, other.Length));
        while (open.TryPop(out var range))
        {
            var (i, j, size) = Longest(one, other, places, range);
            if (size == 0)
                continue;
            matched += size;
            if (range.OneFrom < i && range.OtherFrom < j)
                open.Push((range.OneFrom, i, range.OtherFrom, j));
            if (i + size < range.OneTo && j + size < range.OtherTo)
                open.Push((i + size, range.OneTo, j + size, range.OtherTo));
        }

        return matched;
    }

    static Dictionary<int, List<int>> Places(int[] other)
    {
        var places = new Dictionary<int, List<int>>();
        for (var j = 0; j < other.Length; j++)
            (CollectionsMarshal.GetValueRefOrAddDefault(places, other[j], out _) ??= []).Add(j);
        if (other.Length >= PopularityLength)
            foreach (var popular in places.Where(place => place.Value.Count > (other.Length / 100) + 1).Select(place => place.Key).ToArray())
                places.Remove(popular);
        return places;
    }

    // The longest block; of equals the one that begins earliest in the first text, then in the other. Afterwards it grows over popular characters.
    static (int I, int J, int Size) Longest(int[] one, int[] other, Dictionary<int, List<int>> places, (int OneFrom, int OneTo, int OtherFrom, int OtherTo) range)
    {
        var best = (I: range.OneFrom, J: range.OtherFrom, Size: 0);
        var lengths = new int[other.Length + 1]; // of the block that ends before a place
        var next = new int[other.Length + 1];
        for (var i = range.OneFrom; i < range.OneTo; i++)
        {
            Array.Clear(next);
            foreach (var j in places.GetValueOrDefault(one[i]) ?? [])
            {
                if (j < range.OtherFrom)
                    continue;
                if (j >= range.OtherTo)
                    break;
                var size = next[j + 1] = lengths[j] + 1;
                if (size > best.Size)
                    best = (i - size + 1, j - size + 1, size);
            }

            (lengths, next) = (next, lengths);
        }

        while (best.I > range.OneFrom && best.J > range.OtherFrom && one[best.I - 1] == other[best.J - 1])
            best = (best.I - 1, best.J - 1, best.Size + 1);
        while (best.I + best.Size < range.OneTo && best.J + best.Size < range.OtherTo && one[best.I + best.Size] == other[best.J + best.Size])
            best.Size++;
        return best;
    }
}
