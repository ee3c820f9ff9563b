using System.Buffers;
using System.Globalization;
using System.Text;

namespace AgentTuning.Tokenization;

/// <summary>Cuts text into the pieces within which byte pairs are merged.</summary>
/// <remarks>
/// Written by hand and not with <see cref="System.Text.RegularExpressions.Regex"/>, which sees a letter beyond the basic
/// plane as two surrogates and would cut <c>𝐀</c> otherwise than Hugging Face's tokenizers do. A lone surrogate counts as
/// U+FFFD. No pattern looks behind, so a text can be cut again from any border between two pieces.
/// </remarks>
public sealed class PreTokenizer
{
    const string Gpt2Pattern = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";
    const string Llama3Start = @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|";
    const string Llama3End = @"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    static readonly CharacterClass[] AsciiClasses = [.. Enumerable.Range(0, 128).Select(code => ClassOf(new Rune(code)))];
    static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\n");

    readonly PreTokenizerGrammar _grammar;
    readonly int _maxDigits;

    PreTokenizer(string pattern, PreTokenizerGrammar grammar, int maxDigits, bool isolatesDigits = false)
    {
        Pattern = pattern;
        _grammar = grammar;
        _maxDigits = maxDigits;
        IsolatesDigits = isolatesDigits;
    }

    enum CharacterClass : byte
    {
        Symbol,
        Letter,
        Number,
        WhiteSpace,
    }

    /// <summary>Words as Llama 3 cuts them and every digit alone, so that what is learnt of numbers generalises. The pattern is Qwen 2's.</summary>
    public static PreTokenizer SingleDigits { get; } =
        new(Llama3Start + @"\p{N}" + Llama3End, PreTokenizerGrammar.Llama3, maxDigits: 1);

    /// <summary>
    /// Words bare of the space or sign before them, every digit alone, and what lies between as one piece. A name is then the same tokens after a space, a
    /// quotation mark and a backtick, so that a small model can copy it; the other patterns make three different tokens of it, and cut <c>'Smith</c> after
    /// the S as if it were a contraction. It costs a token for every space.
    /// </summary>
    public static PreTokenizer BareWords { get; } = new(@"\p{L}+|\p{N}|[^\p{L}\p{N}]+", PreTokenizerGrammar.BareWords, maxDigits: 1);

    /// <summary>As Llama 3: digits in groups of up to three.</summary>
    public static PreTokenizer Llama3 { get; } =
        new(Llama3Start + @"\p{N}{1,3}" + Llama3End, PreTokenizerGrammar.Llama3, maxDigits: 3);

    /// <summary>As GPT-2: numbers of any length, with one leading space.</summary>
    public static PreTokenizer Gpt2 { get; } = new(Gpt2Pattern, PreTokenizerGrammar.Gpt2, int.MaxValue);

    /// <summary>As StarCoder: every digit is cut out first, the text between them as GPT-2 does.</summary>
    public static PreTokenizer Gpt2SingleDigits { get; } =
        new(Gpt2Pattern, PreTokenizerGrammar.Gpt2, int.MaxValue, isolatesDigits: true);

    /// <summary>The regular expression of the pieces, in the form that Hugging Face's tokenizers read.</summary>
    public string Pattern { get; }

    /// <summary>True where every digit is cut out before the pattern is applied to what lies between.</summary>
    internal bool IsolatesDigits { get; }

    /// <summary>The length of the first piece of a text.</summary>
    /// <param name="text">Not empty.</param>
    /// <returns>From 1 on, in UTF-16 units.</returns>
    public int NextLength(ReadOnlySpan<char> text)
    {
        if (IsolatesDigits && ClassAt(text, 0, out var digitLength) == CharacterClass.Number)
            return digitLength;

        return _grammar switch
        {
            PreTokenizerGrammar.BareWords => NextOfBareWords(text),
            PreTokenizerGrammar.Gpt2 => NextOfGpt2(text),
            _ => NextOfLlama3(text),
        };
    }

    /// <summary>The pattern's pre-tokenizer, or null where it is not one of those known.</summary>
    internal static PreTokenizer? FromPattern(string pattern) =>
        Array.Find([BareWords, SingleDigits, Llama3, Gpt2], known => known.Pattern == pattern);

    static int NextOfBareWords(ReadOnlySpan<char> text)
    {
        if (ClassAt(text, 0, out var length) is var kind && kind == CharacterClass.Number)
            return length;
        if (kind == CharacterClass.Letter)
            return length + RunLength(text[length..], CharacterClass.Letter);
        while (length < text.Length && ClassAt(text, length, out var next) is CharacterClass.Symbol or CharacterClass.WhiteSpace)
            length += next;
        return length;
    }

    int NextOfGpt2(ReadOnlySpan<char> text)
    {
        if (ContractionLength(text, ignoreCase: false) is var contraction and > 0)
            return contraction;

        var start = text[0] == ' ' && text.Length > 1 ? 1 : 0;
        var kind = ClassAt(text, start, out var length);
        if (kind == CharacterClass.WhiteSpace || (kind == CharacterClass.Number && IsolatesDigits))
            return WhiteSpaceLength(text);
        return start + length + RunLength(text[(start + length)..], kind);
    }

    int NextOfLlama3(ReadOnlySpan<char> text)
    {
        if (ContractionLength(text, ignoreCase: true) is var contraction and > 0)
            return contraction;

        var kind = ClassAt(text, 0, out var length);
        if (kind == CharacterClass.Letter)
            return length + RunLength(text[length..], CharacterClass.Letter);
        if (kind == CharacterClass.Number)
            return length + RunLength(text[length..], CharacterClass.Number, _maxDigits - 1);
        if (text[0] is not ('\r' or '\n') && length < text.Length
            && ClassAt(text, length, out var letterLength) == CharacterClass.Letter)
        {
            return length + letterLength + RunLength(text[(length + letterLength)..], CharacterClass.Letter);
        }

        var start = text[0] == ' ' ? 1 : 0;
        var symbols = RunLength(text[start..], CharacterClass.Symbol);
        if (symbols > 0)
            return start + symbols + LineEndLength(text[(start + symbols)..]);

        var whiteSpace = text[..RunLength(text, CharacterClass.WhiteSpace)];
        return whiteSpace.LastIndexOfAny(LineEnds) is var lineEnd and >= 0 ? lineEnd + 1 : WhiteSpaceLength(text);
    }

    /// <summary>White space, less the last unit of it where something follows: that one leads the next piece. A digit cut out before ends the text.</summary>
    int WhiteSpaceLength(ReadOnlySpan<char> text)
    {
        var length = RunLength(text, CharacterClass.WhiteSpace);
        var isEnd = length == text.Length || (IsolatesDigits && ClassAt(text, length, out _) == CharacterClass.Number);
        return isEnd || length == 1 ? length : length - 1;
    }

    static int ContractionLength(ReadOnlySpan<char> text, bool ignoreCase)
    {
        if (text.Length < 2 || text[0] != '\'')
            return 0;

        var first = FoldAscii(text[1], ignoreCase);
        if (first is 's' or 't' or 'm' or 'd')
            return 2;
        if (text.Length < 3)
            return 0;
        return (first, FoldAscii(text[2], ignoreCase)) is ('r', 'e') or ('v', 'e') or ('l', 'l') ? 3 : 0;
    }

    /// <summary>Lower case; the long s (U+017F) folds to s, the one letter beyond ASCII that does so here.</summary>
    static char FoldAscii(char letter, bool ignoreCase) => letter switch
    {
        _ when !ignoreCase => letter,
        '\u017F' => 's',
        >= 'A' and <= 'Z' => (char)(letter | 0x20),
        _ => letter,
    };

    static int LineEndLength(ReadOnlySpan<char> text) =>
        text.IndexOfAnyExcept(LineEnds) is var end and >= 0 ? end : text.Length;

    static int RunLength(ReadOnlySpan<char> text, CharacterClass kind, int max = int.MaxValue)
    {
        var at = 0;
        for (var count = 0; count < max && at < text.Length && ClassAt(text, at, out var length) == kind; count++)
            at += length;
        return at;
    }

    static CharacterClass ClassAt(ReadOnlySpan<char> text, int at, out int length)
    {
        var unit = text[at];
        if (unit < AsciiClasses.Length)
        {
            length = 1;
            return AsciiClasses[unit];
        }

        Rune.DecodeFromUtf16(text[at..], out var rune, out length);
        return ClassOf(rune);
    }

    static CharacterClass ClassOf(Rune rune)
    {
        if (Rune.IsWhiteSpace(rune))
            return CharacterClass.WhiteSpace;

        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter => CharacterClass.Letter,
            UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber
                => CharacterClass.Number,
            _ => CharacterClass.Symbol,
        };
    }
}
