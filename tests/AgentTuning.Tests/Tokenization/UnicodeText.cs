using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace AgentTuning.Tests.Tokenization;

/// <summary>Texts of all of Unicode but lone surrogates: control characters, runs of white space, letters beyond the basic plane.</summary>
static class UnicodeText
{
    static readonly string[] Pieces =
    [
        " ", "  ", "\n", "\r\n", "\t", "\0", "\u001B", "\u00A0", "\u2028", "'s", "'LL", "'\u017F", "the", "Selects", "12345", "½", "٣", "१",
        "é", "e\u0301", "ß", "東京", "한국어", "𝐀𝐁", "𠀋", "🦙", "👨‍👩‍👧", "</s>", "<s>", "[INST]", "```sql", "!!!", "_", "\uFFFD", "\uFEFF", "Ġ", "Ċ",
    ];

    public static Arbitrary<string> Any() => Gen
        .Frequency((3, Gen.Elements(Pieces)), (1, AnyRune().Select(rune => rune.ToString())))
        .ListOf()
        .Select(pieces => string.Concat(pieces))
        .ToArbitrary();

    static Gen<Rune> AnyRune() => Gen.Choose(0, 0x10FFFF).Where(Rune.IsValid).Select(value => new Rune(value));
}
