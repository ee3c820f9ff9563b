using System.Text;
using System.Text.RegularExpressions;

namespace AgentTuning.Environments.OperatingSystem.Judging;

/// <summary>Searches with patterns of Python's <c>re</c>.</summary>
static class PythonPattern
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    /// <summary>True where the pattern is found anywhere in the text; false also where the search takes more than two seconds.</summary>
    /// <exception cref="InvalidDataException">The pattern is malformed.</exception>
    public static bool IsFound(string pattern, string text)
    {
        try
        {
            return Regex.IsMatch(text, Translate(pattern), RegexOptions.CultureInvariant, Limit);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
        catch (ArgumentException exception)
        {
            throw new InvalidDataException($"match.regex is '{pattern}', expected a pattern: {exception.Message}", exception);
        }
    }

    // What Python writes in another way: (?P<name>…), (?P=name), and \Z for the very end.
    static string Translate(string pattern)
    {
        var translated = new StringBuilder(pattern.Length);
        for (var i = 0; i < pattern.Length; i++)
        {
            var rest = pattern.AsSpan(i);
            if (rest.StartsWith("(?P<", StringComparison.Ordinal))
            {
                translated.Append("(?<");
                i += 3;
            }
            else if (rest.StartsWith("(?P=", StringComparison.Ordinal) && rest.IndexOf(')') is > 4 and var end)
            {
                translated.Append("\\k<").Append(rest[4..end]).Append('>');
                i += end;
            }
            else if (rest[0] == '\\' && rest.Length > 1)
            {
                translated.Append('\\').Append(rest[1] == 'Z' ? 'z' : rest[1]);
                i++;
            }
            else
            {
                translated.Append(rest[0]);
            }
        }

        return translated.ToString();
    }
}
