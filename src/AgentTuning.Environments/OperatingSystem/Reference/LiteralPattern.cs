using System.Text;
using System.Text.RegularExpressions;

namespace AgentTuning.Environments.OperatingSystem.Reference;

/// <summary>Finds a text for a pattern that is nearly a text itself.</summary>
static class LiteralPattern
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>A text that the pattern is found in, or null where the pattern is not a text with anchors, escapes and what may be left out.</summary>
    public static string? Find(string pattern)
    {
        if (pattern.Length == 0 || Write(pattern) is not { Length: > 0 } text)
            return null;
        try
        {
            return Regex.IsMatch(text, pattern, RegexOptions.None, Patience) ? text : null;
        }
        catch (Exception exception) when (exception is ArgumentException or RegexMatchTimeoutException)
        {
            return null; // a pattern of Python that .NET does not have
        }
    }

    static string? Write(string pattern)
    {
        var text = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            var (letter, isOptional) = (pattern[i], i + 1 < pattern.Length && pattern[i + 1] is '*' or '?');
            switch (letter)
            {
                case '^' or '$':
                    break;
                case '|':
                    return text.ToString(); // the first alternative will do
                case '.' when i + 1 < pattern.Length && pattern[i + 1] == '*':
                    i++;
                    break;
                case '\\' when i + 1 < pattern.Length:
                    var escaped = pattern[++i];
                    var mayBeLeftOut = i + 1 < pattern.Length && pattern[i + 1] is '*' or '?';
                    if (mayBeLeftOut)
                        i++;
                    else if (!char.IsAsciiLetterOrDigit(escaped))
                        text.Append(escaped);
                    else if (escaped != 'b')
                        return null;
                    break;
                case '(' or ')' or '[' or ']' or '{' or '}' or '+' or '*' or '?' or '.':
                    return null;
                default:
                    if (isOptional)
                        i++;
                    else
                        text.Append(letter);
                    break;
            }
        }

        return text.ToString();
    }
}
