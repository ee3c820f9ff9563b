using AgentTuning.Tokenization;

namespace AgentTuning.Llama.Training;

/// <summary>Examples whose first tokens are equal and without loss.</summary>
/// <param name="PrefixLength">The number of equal tokens; 0 where it does not pay.</param>
/// <param name="Examples">At least one.</param>
sealed record SharedPrefix(int PrefixLength, IReadOnlyList<TokenizedExample> Examples)
{
    const int ShortestWorthSharing = 32; // below it, a pass of its own costs more than it saves

    /// <summary>Groups examples so that as many tokens as possible are computed once instead of several times.</summary>
    public static IReadOnlyList<SharedPrefix> Group(IReadOnlyList<TokenizedExample> examples)
    {
        if (examples.Count == 0) return [];
        var sorted = examples.OrderBy(example => example, PrefixOrder).ToList();
        var common = new int[sorted.Count - 1];
        for (var i = 0; i < common.Length; i++) common[i] = CommonLength(sorted[i], sorted[i + 1]);
        return Best(sorted, common, 0, sorted.Count).Groups;
    }

    /// <summary>The tokens before the first one whose prediction has loss; nothing of their own last layer is needed.</summary>
    public static int SharableLength(TokenizedExample example) => Math.Max(0, example.Mask.IndexOf(true) - 1);

    static Comparer<TokenizedExample> PrefixOrder { get; } = Comparer<TokenizedExample>.Create(
        (x, y) => Sharable(x).SequenceCompareTo(Sharable(y)));

    static ReadOnlySpan<int> Sharable(TokenizedExample example) => example.TokenIds.AsSpan(0, SharableLength(example));

    static int CommonLength(TokenizedExample x, TokenizedExample y) => Sharable(x).CommonPrefixLength(Sharable(y));

    // In sorted order a group is a run, and its prefix is the shortest common one within it: either the run is one group,
    // or it falls apart where that prefix is shortest.
    static (int Saved, List<SharedPrefix> Groups) Best(List<TokenizedExample> sorted, int[] common, int start, int end)
    {
        if (end - start == 1) return (0, [new(0, [sorted[start]])]);
        var shortest = common.AsSpan(start, end - start - 1).ToArray().Min();
        var saved = 0;
        var groups = new List<SharedPrefix>();
        var first = start;
        for (var i = start; i < end; i++)
        {
            if (i < end - 1 && common[i] != shortest) continue;
            var (partSaved, part) = Best(sorted, common, first, i + 1);
            saved += partSaved;
            groups.AddRange(part);
            first = i + 1;
        }
        var savedTogether = shortest < ShortestWorthSharing ? 0 : (end - start - 1) * shortest;
        return savedTogether > saved ? (savedTogether, [new(shortest, sorted[start..end])]) : (saved, groups);
    }
}
