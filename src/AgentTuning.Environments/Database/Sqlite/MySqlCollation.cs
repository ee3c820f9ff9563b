using System.Collections.Frozen;
using System.Text;

namespace AgentTuning.Environments.Database.Sqlite;

/// <summary>Compares text as MySQL's default collation does: without regard to case and accents; trailing spaces count.</summary>
static class MySqlCollation
{
    static readonly FrozenDictionary<char, string> Folds = ReadFolds();

    public static int Compare(string a, string b)
    {
        var (i, j) = (0, 0);
        while (i < a.Length && j < b.Length)
        {
            if (a[i] > 127 || b[j] > 127)
                return string.CompareOrdinal(Fold(a[i..]), Fold(b[j..]));
            var difference = char.ToUpperInvariant(a[i++]) - char.ToUpperInvariant(b[j++]);
            if (difference != 0)
                return difference;
        }

        return (a.Length - i) - (b.Length - j);
    }

    /// <summary>The text in capitals without accents.</summary>
    public static string Fold(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange('\0', '\x7F'))
            return text.ToUpperInvariant();
        var folded = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (Folds.TryGetValue(letter, out var plain))
                folded.Append(plain);
            else if (letter is < '\u0300' or > '\u036F') // combining accents fall away
                folded.Append(char.ToUpperInvariant(letter));
        }

        return folded.ToString();
    }

    static FrozenDictionary<char, string> ReadFolds()
    {
        var folds = new Dictionary<char, string>();
        foreach (var line in EmbeddedText.Read("Database/Sqlite/Folding.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = line.IndexOf('=', StringComparison.Ordinal);
            foreach (var letter in line.AsSpan(at + 1))
                folds[letter] = line[..at];
        }

        return folds.ToFrozenDictionary();
    }
}
