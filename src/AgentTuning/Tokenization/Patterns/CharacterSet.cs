using System.Globalization;
using System.Text;

namespace AgentTuning.Tokenization.Patterns;

/// <summary>A set of code points. Membership is worked out once for every 256 of them and then looked up.</summary>
sealed class CharacterSet(Func<int, bool> contains)
{
    const int PageSize = 256;
    const int PageWords = PageSize / 64;

    readonly ulong[]?[] _pages = new ulong[]?[0x110000 / PageSize];

    /// <summary>Every code point.</summary>
    public static CharacterSet All { get; } = new(_ => true);

    /// <summary>The code points of the White_Space property.</summary>
    public static CharacterSet WhiteSpace { get; } = new(value => Rune.IsValid(value) && Rune.IsWhiteSpace(new Rune(value)));

    /// <summary>True where the set has the code point.</summary>
    public bool Contains(int codePoint)
    {
        var page = _pages[codePoint / PageSize] ?? FillPage(codePoint / PageSize);
        return (page[codePoint % PageSize / 64] >> (codePoint % 64) & 1) != 0;
    }

    /// <summary>The code points from one to another, both included.</summary>
    public static CharacterSet Range(int first, int last) => new(value => value >= first && value <= last);

    /// <summary>The code points of these categories.</summary>
    public static CharacterSet Of(params ReadOnlySpan<UnicodeCategory> categories)
    {
        var wanted = 0u;
        foreach (var category in categories)
            wanted |= 1u << (int)category;
        return new(value => (wanted >> (int)CharUnicodeInfo.GetUnicodeCategory(value) & 1) != 0);
    }

    /// <summary>What is in one of the sets.</summary>
    public static CharacterSet Union(IReadOnlyList<CharacterSet> sets) =>
        sets.Count == 1 ? sets[0] : new(value => sets.Any(set => set.Contains(value)));

    /// <summary>What is in both sets.</summary>
    public CharacterSet And(CharacterSet other) => new(value => Contains(value) && other.Contains(value));

    /// <summary>What is not in the set.</summary>
    public CharacterSet Negated() => new(value => !Contains(value));

    // Two threads may fill the same page; they fill it alike.
    ulong[] FillPage(int index)
    {
        var page = new ulong[PageWords];
        for (var i = 0; i < PageSize; i++)
        {
            if (contains((index * PageSize) + i))
                page[i / 64] |= 1ul << (i % 64);
        }

        return _pages[index] = page;
    }
}
