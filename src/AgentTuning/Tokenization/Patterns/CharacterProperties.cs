using System.Collections.Frozen;
using static System.Globalization.UnicodeCategory;

namespace AgentTuning.Tokenization.Patterns;

/// <summary>The sets that patterns name.</summary>
static class CharacterProperties
{
    static readonly CharacterSet Letter = CharacterSet.Of(UppercaseLetter, LowercaseLetter, TitlecaseLetter, ModifierLetter, OtherLetter);
    static readonly CharacterSet Mark = CharacterSet.Of(NonSpacingMark, SpacingCombiningMark, EnclosingMark);
    static readonly CharacterSet Number = CharacterSet.Of(DecimalDigitNumber, LetterNumber, OtherNumber);

    /// <summary>What <c>\w</c> matches in Oniguruma: letters, marks, digits, numbers that are letters, connectors, and the six other numbers of Latin-1.</summary>
    public static CharacterSet Word { get; } = CharacterSet.Union(
    [
        Letter, Mark, CharacterSet.Of(DecimalDigitNumber, LetterNumber, ConnectorPunctuation), CharacterSet.Range('²', '³'), CharacterSet.Range('¹', '¹'), CharacterSet.Range('¼', '¾'),
    ]);

    /// <summary>What <c>\w</c> matches in the regular expressions of Rust: alphabetic characters, marks, decimal digits, connectors and joiners.</summary>
    public static CharacterSet PlainWord { get; } = CharacterSet.Union(
    [
        Letter, Mark, CharacterSet.Of(DecimalDigitNumber, LetterNumber, ConnectorPunctuation), CharacterSet.Range(0x200C, 0x200D), CharacterSet.Range(0x24B6, 0x24E9),
        CharacterSet.Range(0x1F130, 0x1F149), CharacterSet.Range(0x1F150, 0x1F169), CharacterSet.Range(0x1F170, 0x1F189),
    ]);

    /// <summary>The categories P.</summary>
    public static CharacterSet Punctuation { get; } = CharacterSet.Of(
        ConnectorPunctuation, DashPunctuation, OpenPunctuation, ClosePunctuation, InitialQuotePunctuation, FinalQuotePunctuation, OtherPunctuation);

    static readonly FrozenDictionary<string, CharacterSet> Named = new Dictionary<string, CharacterSet>(StringComparer.OrdinalIgnoreCase)
    {
        ["any"] = CharacterSet.All,
        ["l"] = Letter,
        ["letter"] = Letter,
        ["lu"] = CharacterSet.Of(UppercaseLetter),
        ["ll"] = CharacterSet.Of(LowercaseLetter),
        ["lt"] = CharacterSet.Of(TitlecaseLetter),
        ["lm"] = CharacterSet.Of(ModifierLetter),
        ["lo"] = CharacterSet.Of(OtherLetter),
        ["m"] = Mark,
        ["mark"] = Mark,
        ["mn"] = CharacterSet.Of(NonSpacingMark),
        ["mc"] = CharacterSet.Of(SpacingCombiningMark),
        ["me"] = CharacterSet.Of(EnclosingMark),
        ["n"] = Number,
        ["number"] = Number,
        ["nd"] = CharacterSet.Of(DecimalDigitNumber),
        ["nl"] = CharacterSet.Of(LetterNumber),
        ["no"] = CharacterSet.Of(OtherNumber),
        ["p"] = Punctuation,
        ["punctuation"] = Punctuation,
        ["pc"] = CharacterSet.Of(ConnectorPunctuation),
        ["pd"] = CharacterSet.Of(DashPunctuation),
        ["ps"] = CharacterSet.Of(OpenPunctuation),
        ["pe"] = CharacterSet.Of(ClosePunctuation),
        ["pi"] = CharacterSet.Of(InitialQuotePunctuation),
        ["pf"] = CharacterSet.Of(FinalQuotePunctuation),
        ["po"] = CharacterSet.Of(OtherPunctuation),
        ["s"] = CharacterSet.Of(MathSymbol, CurrencySymbol, ModifierSymbol, OtherSymbol),
        ["symbol"] = CharacterSet.Of(MathSymbol, CurrencySymbol, ModifierSymbol, OtherSymbol),
        ["sm"] = CharacterSet.Of(MathSymbol),
        ["sc"] = CharacterSet.Of(CurrencySymbol),
        ["sk"] = CharacterSet.Of(ModifierSymbol),
        ["so"] = CharacterSet.Of(OtherSymbol),
        ["z"] = CharacterSet.Of(SpaceSeparator, LineSeparator, ParagraphSeparator),
        ["separator"] = CharacterSet.Of(SpaceSeparator, LineSeparator, ParagraphSeparator),
        ["zs"] = CharacterSet.Of(SpaceSeparator),
        ["zl"] = CharacterSet.Of(LineSeparator),
        ["zp"] = CharacterSet.Of(ParagraphSeparator),
        ["c"] = CharacterSet.Of(Control, Format, Surrogate, PrivateUse, OtherNotAssigned),
        ["cc"] = CharacterSet.Of(Control),
        ["cf"] = CharacterSet.Of(Format),
        ["co"] = CharacterSet.Of(PrivateUse),
        ["cn"] = CharacterSet.Of(OtherNotAssigned),
        ["space"] = CharacterSet.WhiteSpace,
        ["white_space"] = CharacterSet.WhiteSpace,
        ["digit"] = CharacterSet.Of(DecimalDigitNumber),
        ["word"] = Word,
        ["plainword"] = PlainWord,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The numbers of every kind.</summary>
    public static CharacterSet Numbers => Number;

    /// <summary>The set of <c>\p{name}</c>, such as <c>L</c>, <c>Lu</c> or <c>Han</c>; null where the name is not known here.</summary>
    public static CharacterSet? Find(string name)
    {
        var value = name.Contains('=', StringComparison.Ordinal) ? name[(name.IndexOf('=', StringComparison.Ordinal) + 1)..] : name;
        return Named.GetValueOrDefault(value) ?? CharacterScripts.Find(value);
    }
}
