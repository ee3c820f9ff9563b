using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace AgentTuning.Templates.Jinja;

/// <summary>Reads one token inside a statement or an expression.</summary>
readonly partial struct TokenReader(string source, int at, int line)
{
    static readonly string[] Operators =
    [
        "==", "!=", ">=", "<=", "**", "//", "+", "-", "/", "*", "%", "~", "[", "]", "(", ")", "{", "}", ">", "<", "=", ".", ":", "|", ",", ";",
    ];

    /// <summary>The token at the place.</summary>
    /// <param name="length">Its characters in the template.</param>
    public Token Next(out int length)
    {
        var match = Number().Match(source, at);
        if (match.Success && !(match.Groups["float"].Success && at > 0 && source[at - 1] == '.'))
        {
            length = match.Length;
            var isFloat = match.Groups["float"].Success;
            return new Token(isFloat ? TokenKind.Float : TokenKind.Integer, match.Value.Replace("_", "", StringComparison.Ordinal), line);
        }

        match = Identifier().Match(source, at);
        if (match.Success)
        {
            length = match.Length;
            return new Token(TokenKind.Name, match.Value, line);
        }

        if (source[at] is '\'' or '"')
            return ReadText(out length);

        foreach (var candidate in Operators)
        {
            if (string.CompareOrdinal(source, at, candidate, 0, candidate.Length) == 0)
            {
                length = candidate.Length;
                return new Token(TokenKind.Operator, candidate, line);
            }
        }

        throw new JinjaException($"The character '{source[at]}' belongs to nothing.", line);
    }

    Token ReadText(out int length)
    {
        var end = at + 1;
        while (end < source.Length && source[end] != source[at])
            end += source[end] == '\\' ? 2 : 1;
        if (end >= source.Length)
            throw new JinjaException("A string is not closed.", line);
        length = end + 1 - at;
        return new Token(TokenKind.Text, Unescape(source[(at + 1)..end]), line);
    }

    // The escapes of Python's string literals; an unknown one stays as it is.
    string Unescape(string text)
    {
        if (!text.Contains('\\'))
            return text;
        var result = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
            {
                result.Append(text[i]);
                continue;
            }

            i++;
            switch (text[i])
            {
                case '\n':
                    break;
                case 'x':
                    i += AppendHexadecimal(result, text, i, 2);
                    break;
                case 'u':
                    i += AppendHexadecimal(result, text, i, 4);
                    break;
                case 'U':
                    i += AppendHexadecimal(result, text, i, 8);
                    break;
                case >= '0' and <= '7':
                    i += AppendOctal(result, text, i) - 1;
                    break;
                default:
                    result.Append(Simple(text[i]));
                    break;
            }
        }

        return result.ToString();
    }

    static string Simple(char escape) => escape switch
    {
        'n' => "\n",
        't' => "\t",
        'r' => "\r",
        'a' => "\a",
        'b' => "\b",
        'f' => "\f",
        'v' => "\v",
        '\\' or '\'' or '"' => escape.ToString(),
        _ => "\\" + escape,
    };

    int AppendHexadecimal(StringBuilder result, string text, int start, int digits)
    {
        var isWhole = start + digits < text.Length;
        if (!isWhole || !int.TryParse(text.AsSpan(start + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) || code is < 0 or > 0x10FFFF)
            throw new JinjaException($"The escape \\{text[start]} needs {digits} hexadecimal digits of a character.", line);
        if (code is >= 0xD800 and <= 0xDFFF or < 0x10000)
            result.Append((char)code);
        else
            result.Append(char.ConvertFromUtf32(code));
        return digits;
    }

    static int AppendOctal(StringBuilder result, string text, int start)
    {
        var length = 0;
        var code = 0;
        while (length < 3 && start + length < text.Length && text[start + length] is >= '0' and <= '7')
            code = (code * 8) + text[start + length++] - '0';
        result.Append((char)code);
        return length;
    }

    [GeneratedRegex(
        @"\G(?:(?<float>[0-9](?:_?[0-9])*(?:(?:\.[0-9](?:_?[0-9])*)?[eE][+-]?[0-9](?:_?[0-9])*|\.[0-9](?:_?[0-9])*))|0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|0[xX](?:_?[0-9a-fA-F])+|[1-9](?:_?[0-9])*|0(?:_?0)*)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    [GeneratedRegex(@"\G[\w-[\d]]\w*", RegexOptions.CultureInvariant)]
    private static partial Regex Identifier();
}
