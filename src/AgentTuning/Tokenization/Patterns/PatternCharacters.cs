using System.Globalization;
using System.Text;

namespace AgentTuning.Tokenization.Patterns;

/// <summary>The characters of a pattern, read from left to right.</summary>
sealed class PatternCharacters(string pattern)
{
    const int MaxCount = 1000;

    /// <summary>Where the next character lies.</summary>
    public int Place { get; private set; }

    /// <summary>True where no character is left.</summary>
    public bool IsAtEnd => Place == pattern.Length;

    /// <summary>True where this character comes next.</summary>
    public bool Sees(char wanted) => !IsAtEnd && pattern[Place] == wanted;

    /// <summary>True where this text comes next.</summary>
    public bool Sees(string wanted) => pattern.AsSpan(Place).StartsWith(wanted, StringComparison.Ordinal);

    /// <summary>True where this character was taken last.</summary>
    public bool IsAfter(char wanted) => Place > 0 && pattern[Place - 1] == wanted;

    /// <summary>Takes a character where it comes next.</summary>
    public bool TryTake(char wanted)
    {
        var sees = Sees(wanted);
        Place += sees ? 1 : 0;
        return sees;
    }

    /// <summary>Takes a text where it comes next.</summary>
    public bool TryTake(string wanted)
    {
        var sees = Sees(wanted);
        Place += sees ? wanted.Length : 0;
        return sees;
    }

    /// <summary>Takes the next code point.</summary>
    public int Take()
    {
        if (IsAtEnd)
            throw new FormatException("it ends too early");
        Rune.DecodeFromUtf16(pattern.AsSpan(Place), out var rune, out var units);
        Place += units;
        return rune.Value;
    }

    /// <summary>Takes what stands before a closing character, which is taken too.</summary>
    public string TakeUpTo(char end)
    {
        var at = pattern.IndexOf(end, Place);
        if (at < 0)
            throw new FormatException($"it lacks a {end} after {Place}");
        var text = pattern[Place..at];
        Place = at + 1;
        return text;
    }

    /// <summary>Takes a number in hexadecimal digits.</summary>
    public int TakeHex(int most)
    {
        var start = Place;
        while (Place < pattern.Length && Place - start < most && char.IsAsciiHexDigit(pattern[Place]))
            Place++;
        if (Place == start)
            throw new FormatException($"it lacks a hexadecimal number at {start}");
        return ParseHex(pattern[start..Place]);
    }

    /// <summary>The code point of a hexadecimal number.</summary>
    public static int ParseHex(string digits) =>
        int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= 0x10FFFF
            ? value : throw new FormatException($"its number {digits} is no code point");

    /// <summary>Takes <c>{n}</c>, <c>{n,}</c>, <c>{,m}</c> or <c>{n,m}</c>; other braces are characters.</summary>
    public bool TryTakeCount(out int min, out int max)
    {
        (min, max) = (0, 0);
        var end = Sees('{') ? pattern.IndexOf('}', Place) : -1;
        if (end < 0)
            return false;
        var parts = pattern[(Place + 1)..end].Split(',');
        if (parts.Length > 2 || parts.All(part => part.Length == 0) || !parts.All(part => part.All(char.IsAsciiDigit)))
            return false;
        min = Count(parts[0], missing: 0);
        max = Count(parts[^1], missing: int.MaxValue);
        if (min > max)
            throw new FormatException($"its count {Excerpt(Place)} runs backwards");
        Place = end + 1;
        return true;
    }

    /// <summary>A few characters from a place on.</summary>
    public string Excerpt(int place) => pattern.Length - place <= 16 ? pattern[place..] : $"{pattern[place..(place + 16)]}…";

    static int Count(string digits, int missing)
    {
        if (digits.Length == 0)
            return missing;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= MaxCount
            ? count : throw new FormatException($"its count {digits} is larger than {MaxCount}");
    }
}
