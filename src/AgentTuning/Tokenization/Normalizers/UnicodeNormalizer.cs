using System.Text;

namespace AgentTuning.Tokenization.Normalizers;

/// <summary>The normalization forms of Unicode: NFD, NFC, NFKD, NFKC (UAX 15).</summary>
/// <param name="isCompatible">True for the forms with K, which also make ﬁ of its letters f and i.</param>
/// <param name="composes">True for the forms with C, which put letters and marks together again.</param>
sealed class UnicodeNormalizer(bool isCompatible, bool composes) : INormalizer
{
    const int HangulBase = 0xAC00, LeadBase = 0x1100, VowelBase = 0x1161, TailBase = 0x11A7;
    const int VowelCount = 21, TailCount = 28, LeadCount = 19;

    readonly char _firstChanged = isCompatible ? '\u00A0' : composes ? '\u0300' : '\u00C0';

    /// <inheritdoc/>
    public TextPiece Normalize(TextPiece piece)
    {
        if (piece.Span.IndexOfAnyExceptInRange('\0', (char)(_firstChanged - 1)) < 0)
            return piece;

        var runes = Decompose(piece);
        SortMarks(runes);
        if (composes)
            runes = Compose(runes);

        var builder = new TextPieceBuilder();
        Span<char> units = stackalloc char[2];
        foreach (var (value, origin) in runes)
            builder.Append(units[..new Rune(value).EncodeToUtf16(units)], origin);
        return builder.ToPiece();
    }

    List<(int Value, int Origin)> Decompose(TextPiece piece)
    {
        var runes = new List<(int Value, int Origin)>(piece.Length);
        for (var at = 0; at < piece.Length;)
        {
            Rune.DecodeFromUtf16(piece.Span[at..], out var rune, out var units);
            var origin = piece.OriginOf(at);
            at += units;
            if (rune.Value is >= HangulBase and < HangulBase + (LeadCount * VowelCount * TailCount))
                AddHangul(runes, rune.Value - HangulBase, origin);
            else if (UnicodeTables.Instance.Decompose(rune.Value, isCompatible) is { } parts)
                runes.AddRange(parts.Select(part => (part, origin)));
            else
                runes.Add((rune.Value, origin));
        }

        return runes;
    }

    static void AddHangul(List<(int Value, int Origin)> runes, int index, int origin)
    {
        runes.Add((LeadBase + (index / (VowelCount * TailCount)), origin));
        runes.Add((VowelBase + (index % (VowelCount * TailCount) / TailCount), origin));
        if (index % TailCount > 0)
            runes.Add((TailBase + (index % TailCount), origin));
    }

    // Marks in a row go by their class; those of one class keep their order.
    static void SortMarks(List<(int Value, int Origin)> runes)
    {
        for (var start = 0; start < runes.Count; start++)
        {
            if (ClassOf(runes[start]) == 0)
                continue;
            var end = start + 1;
            while (end < runes.Count && ClassOf(runes[end]) != 0)
                end++;
            if (end - start > 1)
            {
                var sorted = runes.GetRange(start, end - start).OrderBy(ClassOf).ToList();
                for (var i = start; i < end; i++)
                    runes[i] = sorted[i - start];
            }

            start = end;
        }
    }

    static List<(int Value, int Origin)> Compose(List<(int Value, int Origin)> runes)
    {
        var composed = new List<(int Value, int Origin)>(runes.Count);
        var (starter, lastClass) = (-1, -1); // lastClass: of what stands between the starter and the rune, -1 for nothing
        foreach (var rune in runes)
        {
            var own = ClassOf(rune);
            if (starter >= 0 && lastClass < own && Compose(composed[starter].Value, rune.Value) is { } whole)
            {
                composed[starter] = composed[starter] with { Value = whole };
                continue;
            }

            if (own == 0)
                starter = composed.Count;
            lastClass = own == 0 ? -1 : own;
            composed.Add(rune);
        }

        return composed;
    }

    static int? Compose(int first, int second)
    {
        if (first is >= LeadBase and < LeadBase + LeadCount && second is >= VowelBase and < VowelBase + VowelCount)
            return HangulBase + ((((first - LeadBase) * VowelCount) + second - VowelBase) * TailCount);
        var isOpenSyllable = first is >= HangulBase and < HangulBase + (LeadCount * VowelCount * TailCount) && (first - HangulBase) % TailCount == 0;
        if (isOpenSyllable && second is > TailBase and < TailBase + TailCount)
            return first + second - TailBase;
        return UnicodeTables.Instance.Compose(first, second);
    }

    static int ClassOf((int Value, int Origin) rune) => UnicodeTables.Instance.ClassOf(rune.Value);
}
