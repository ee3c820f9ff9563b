using System.Text;

namespace AgentTuning.Environments.KnowledgeGraph.Store;

/// <summary>Which characters a label of a blank node has (RDF 1.1 N-Triples, productions 157s to 160s).</summary>
/// <remarks>Without the colon, which the recommendation lists and its errata and test suite refuse.</remarks>
static class BlankLabel
{
    static readonly (int First, int Last)[] Letters =
    [
        ('A', 'Z'), ('a', 'z'), (0xC0, 0xD6), (0xD8, 0xF6), (0xF8, 0x2FF), (0x370, 0x37D), (0x37F, 0x1FFF), (0x200C, 0x200D), (0x2070, 0x218F),
        (0x2C00, 0x2FEF), (0x3001, 0xD7FF), (0xF900, 0xFDCF), (0xFDF0, 0xFFFD), (0x10000, 0xEFFFF), ('_', '_'), ('0', '9'),
    ];

    static readonly (int First, int Last)[] Further = [('-', '-'), (0xB7, 0xB7), (0x300, 0x36F), (0x203F, 0x2040)];

    /// <summary>True for a character that may stand in a label; points are not among them, which may stand inside only.</summary>
    public static bool IsPart(Rune rune, bool isFirst) => IsIn(Letters, rune.Value) || (!isFirst && IsIn(Further, rune.Value));

    /// <summary>True for a whole label.</summary>
    public static bool IsValid(string label)
    {
        var isFirst = true;
        foreach (var rune in label.EnumerateRunes())
        {
            if (!IsPart(rune, isFirst) && (isFirst || rune.Value != '.'))
                return false;
            isFirst = false;
        }

        return !isFirst && label[^1] != '.';
    }

    static bool IsIn((int First, int Last)[] ranges, int value)
    {
        foreach (var (first, last) in ranges)
            if (value >= first && value <= last)
                return true;
        return false;
    }
}
