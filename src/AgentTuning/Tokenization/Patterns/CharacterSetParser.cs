using System.Globalization;
using System.Text;

namespace AgentTuning.Tokenization.Patterns;

/// <summary>Reads one character of a pattern, an escape, or a class in brackets.</summary>
/// <param name="characters">The pattern, where the character starts.</param>
/// <param name="ignoreCase">True where upper and lower case are the same.</param>
sealed class CharacterSetParser(PatternCharacters characters, bool ignoreCase)
{
    const int MaxDepth = 20;

    /// <summary>The set of what comes next.</summary>
    /// <exception cref="FormatException">It is damaged or not supported.</exception>
    public CharacterSet ReadOne()
    {
        if (characters.TryTake('['))
            return ReadClass(1);
        return TryReadNamed() ?? Single(ReadCharacter(), ignoreCase);
    }

    CharacterSet ReadClass(int depth)
    {
        if (depth > MaxDepth)
            throw new FormatException($"its classes are nested more than {MaxDepth} deep");
        var isNegated = characters.TryTake('^');
        var (parts, both) = (new List<CharacterSet>(), (CharacterSet?)null);
        for (var isFirst = true; isFirst || !characters.Sees(']'); isFirst = false)
        {
            if (characters.TryTake("&&"))
            {
                both = Both(both, parts);
                parts = [];
                continue;
            }

            parts.Add(ReadItem(depth));
        }

        characters.TryTake(']');
        var set = Both(both, parts);
        return isNegated ? set.Negated() : set;
    }

    static CharacterSet Both(CharacterSet? before, List<CharacterSet> parts)
    {
        if (parts.Count == 0)
            throw new FormatException("a class of it is empty");
        return before is null ? CharacterSet.Union(parts) : before.And(CharacterSet.Union(parts));
    }

    CharacterSet ReadItem(int depth)
    {
        if (characters.TryTake("[:"))
            return ReadPosix();
        if (characters.TryTake('['))
            return ReadClass(depth + 1);
        if (TryReadNamed() is { } named)
            return named;

        var first = ReadCharacter();
        if (!characters.Sees('-') || characters.Sees("-]") || characters.Sees("-["))
            return Single(first, ignoreCase);
        characters.TryTake('-');
        var last = ReadCharacter();
        if (last < first)
            throw new FormatException($"its range from U+{first:X4} to U+{last:X4} runs backwards");
        return ignoreCase ? Folded(first, last) : CharacterSet.Range(first, last);
    }

    CharacterSet ReadPosix()
    {
        var name = characters.TakeUpTo(':');
        var isNegated = name.StartsWith('^');
        var set = name.TrimStart('^') switch
        {
            "alpha" => CharacterProperties.Find("L")!,
            "digit" => CharacterProperties.Find("Nd")!,
            "alnum" => CharacterSet.Union([CharacterProperties.Find("L")!, CharacterProperties.Find("Nd")!]),
            "upper" => CharacterProperties.Find("Lu")!,
            "lower" => CharacterProperties.Find("Ll")!,
            "punct" => CharacterSet.Union([CharacterProperties.Punctuation, CharacterSet.Range('!', '/'), CharacterSet.Range(':', '@'), CharacterSet.Range('[', '`'), CharacterSet.Range('{', '~')]),
            "space" => CharacterSet.WhiteSpace,
            _ => throw new FormatException($"its class [:{name}:] is not supported"),
        };
        if (!characters.TryTake(']'))
            throw new FormatException($"its class [:{name}:] is not closed");
        return isNegated ? set.Negated() : set;
    }

    CharacterSet? TryReadNamed()
    {
        foreach (var (name, set, isNegated) in new[]
        {
            (@"\s", CharacterSet.WhiteSpace, false), (@"\S", CharacterSet.WhiteSpace, true), (@"\w", CharacterProperties.Word, false),
            (@"\W", CharacterProperties.Word, true), (@"\d", CharacterProperties.Find("Nd")!, false), (@"\D", CharacterProperties.Find("Nd")!, true),
        })
        {
            if (characters.TryTake(name))
                return isNegated ? set.Negated() : set;
        }

        var isComplement = characters.Sees(@"\P");
        if (!characters.TryTake(@"\p") && !characters.TryTake(@"\P"))
            return null;
        var property = characters.TryTake('{') ? characters.TakeUpTo('}') : ((char)characters.Take()).ToString();
        isComplement ^= property.StartsWith('^');
        var found = CharacterProperties.Find(property.TrimStart('^')) ?? throw new FormatException($"its property {property} is not supported");
        return isComplement ? found.Negated() : found;
    }

    int ReadCharacter()
    {
        var value = characters.Take();
        if (value != '\\')
            return value;
        var escaped = characters.Take();
        return escaped switch
        {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'f' => '\f',
            'v' => '\v',
            'a' => '\a',
            'e' => 0x1B,
            '0' => 0,
            'u' => characters.TakeHex(4),
            'x' => characters.TryTake('{') ? PatternCharacters.ParseHex(characters.TakeUpTo('}').Trim()) : characters.TakeHex(2),
            < 0x80 when char.IsAsciiLetterOrDigit((char)escaped) => throw new FormatException($@"its escape \{(char)escaped} is not supported"),
            _ => escaped,
        };
    }

    static CharacterSet Single(int value, bool ignoreCase) => ignoreCase ? Folded(value, value) : CharacterSet.Range(value, value);

    static CharacterSet Folded(int first, int last) => new(value => Cases(value).Any(same => same >= first && same <= last));

    // The long s folds to s, and the sign of the Kelvin to k.
    static IEnumerable<int> Cases(int value)
    {
        yield return value;
        if (!Rune.IsValid(value))
            yield break;
        var rune = new Rune(value);
        var lower = value switch { 0x17F => new Rune('s'), 0x212A => new Rune('k'), _ => Rune.ToLower(rune, CultureInfo.InvariantCulture) };
        yield return lower.Value;
        yield return Rune.ToUpper(lower, CultureInfo.InvariantCulture).Value;
        if (lower.Value == 's')
            yield return 0x17F;
        if (lower.Value == 'k')
            yield return 0x212A;
    }
}
