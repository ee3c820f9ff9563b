using System.Globalization;
using System.Text;

namespace AgentTuning.Environments.Database.Python;

/// <summary>Reads Python's string and bytes literals with their prefixes and escapes.</summary>
static class PythonStringReader
{
    /// <summary>True where a string starts, with or without a prefix.</summary>
    public static bool Begins(string text, int at)
    {
        var quote = at + PrefixLength(text, at);
        return quote < text.Length && text[quote] is '\'' or '"';
    }

    public static bool TryRead(string text, ref int at, out object? value)
    {
        value = null;
        var prefix = text.AsSpan(at, PrefixLength(text, at));
        var isRaw = prefix.ContainsAny('r', 'R');
        var isBytes = prefix.ContainsAny('b', 'B');
        at += prefix.Length;
        var quote = text[at];
        var isTriple = at + 2 < text.Length && text[at + 1] == quote && text[at + 2] == quote;
        at += isTriple ? 3 : 1;
        var content = new StringBuilder();
        while (true)
        {
            if (at >= text.Length || (!isTriple && text[at] is '\n' or '\r'))
                return false;
            if (text[at] == quote && (!isTriple || (at + 2 < text.Length && text[at + 1] == quote && text[at + 2] == quote)))
                break;
            if (text[at] != '\\')
                content.Append(text[at++]);
            else if (!TryReadEscape(text, ref at, isRaw, isBytes, content))
                return false;
        }

        at += isTriple ? 3 : 1;
        value = isBytes ? Bytes(content) : content.ToString();
        return value is not null;
    }

    static int PrefixLength(string text, int at)
    {
        var length = 0;
        while (length < 3 && at + length < text.Length && char.IsAsciiLetter(text[at + length]))
            length++;
        return text.AsSpan(at, length).ToString().ToUpperInvariant() is "" or "R" or "U" or "B" or "BR" or "RB" ? length : 0;
    }

    static bool TryReadEscape(string text, ref int at, bool isRaw, bool isBytes, StringBuilder content)
    {
        if (at + 1 >= text.Length)
            return false;
        var letter = text[at + 1];
        if (isRaw)
        {
            content.Append('\\').Append(letter);
            at += 2;
            return true;
        }

        at += 2;
        switch (letter)
        {
            case '\n': return true;
            case '\\' or '\'' or '"': content.Append(letter); return true;
            case 'a': content.Append('\a'); return true;
            case 'b': content.Append('\b'); return true;
            case 'f': content.Append('\f'); return true;
            case 'n': content.Append('\n'); return true;
            case 'r': content.Append('\r'); return true;
            case 't': content.Append('\t'); return true;
            case 'v': content.Append('\v'); return true;
            case >= '0' and <= '7': AppendOctal(text, ref at, content); return true;
            case 'x': return TryAppendHex(text, ref at, 2, content);
            case 'u' when !isBytes: return TryAppendHex(text, ref at, 4, content);
            case 'U' when !isBytes: return TryAppendHex(text, ref at, 8, content);
            case 'N' when !isBytes: return false;
            default: content.Append('\\').Append(letter); return true;
        }
    }

    static void AppendOctal(string text, ref int at, StringBuilder content)
    {
        var number = 0;
        at--;
        for (var i = 0; i < 3 && at < text.Length && text[at] is >= '0' and <= '7'; i++)
            number = (number * 8) + text[at++] - '0';
        content.Append((char)number);
    }

    static bool TryAppendHex(string text, ref int at, int digits, StringBuilder content)
    {
        if (at + digits > text.Length || !uint.TryParse(text.AsSpan(at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number) || number > 0x10FFFF)
            return false;
        at += digits;
        if (number is > 0xFFFF)
            content.Append(char.ConvertFromUtf32((int)number));
        else
            content.Append((char)number);
        return true;
    }

    static byte[]? Bytes(StringBuilder content)
    {
        var bytes = new byte[content.Length];
        for (var i = 0; i < bytes.Length; i++)
        {
            if (content[i] > 255)
                return null;
            bytes[i] = (byte)content[i];
        }

        return bytes;
    }
}
