using System.Text.RegularExpressions;

namespace AgentTuning.Environments.Database.Sqlite;

/// <summary>LIKE and regular expressions.</summary>
static class MySqlPattern
{
    static readonly TimeSpan RegexTimeout = TimeSpan.FromSeconds(1);

    /// <summary>True where the text matches; <c>%</c> is any run of characters, <c>_</c> any one.</summary>
    public static bool IsLike(string text, string pattern, char escape)
    {
        var folded = MySqlCollation.Fold(text);
        var tokens = Compile(MySqlCollation.Fold(pattern), char.ToUpperInvariant(escape));
        var (t, p, star, mark) = (0, 0, -1, 0);
        while (t < folded.Length)
        {
            if (p < tokens.Count && (tokens[p].Kind == '_' || (tokens[p].Kind == 'c' && tokens[p].Letter == folded[t])))
            {
                t++;
                p++;
            }
            else if (p < tokens.Count && tokens[p].Kind == '%')
            {
                (star, mark) = (p++, t);
            }
            else if (star >= 0)
            {
                (p, t) = (star + 1, ++mark);
            }
            else
            {
                return false;
            }
        }

        while (p < tokens.Count && tokens[p].Kind == '%')
            p++;
        return p == tokens.Count;
    }

    /// <summary>The pattern without regard to case, bounded in time.</summary>
    /// <exception cref="ArgumentException">It is no regular expression.</exception>
    public static Regex ToRegex(string pattern)
    {
        var plain = pattern.Replace("[[:<:]]", @"\b", StringComparison.Ordinal).Replace("[[:>:]]", @"\b", StringComparison.Ordinal)
            .Replace("[:alpha:]", @"\p{L}", StringComparison.Ordinal).Replace("[:digit:]", "0-9", StringComparison.Ordinal)
            .Replace("[:alnum:]", @"\p{L}0-9", StringComparison.Ordinal).Replace("[:space:]", @"\s", StringComparison.Ordinal)
            .Replace("[:upper:]", @"\p{L}", StringComparison.Ordinal).Replace("[:lower:]", @"\p{L}", StringComparison.Ordinal)
            .Replace("[:punct:]", @"\p{P}\p{S}", StringComparison.Ordinal);
        const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
        try
        {
            return new Regex(plain, Options | RegexOptions.NonBacktracking, RegexTimeout);
        }
        catch (NotSupportedException)
        {
            return new Regex(plain, Options, RegexTimeout);
        }
    }

    static List<(char Kind, char Letter)> Compile(string pattern, char escape)
    {
        var tokens = new List<(char, char)>(pattern.Length);
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == escape && i + 1 < pattern.Length)
                tokens.Add(('c', pattern[++i]));
            else if (pattern[i] is '%' or '_')
                tokens.Add((pattern[i], '\0'));
            else
                tokens.Add(('c', pattern[i]));
        }

        return tokens;
    }
}
