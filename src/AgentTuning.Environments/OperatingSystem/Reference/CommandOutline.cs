using System.Collections.Immutable;
using System.Text;

namespace AgentTuning.Environments.OperatingSystem.Reference;

/// <summary>What a command line consists of, as far as a person would describe it.</summary>
/// <param name="Program">The first word of the last part that does more than change the folder.</param>
/// <param name="Words">All words without their quotes, operators left out.</param>
/// <param name="Paths">The words that are paths from the root or from the home.</param>
/// <param name="Stages">The commands of the last part that pipes join.</param>
/// <param name="Parts">What <c>&amp;&amp;</c> joins, as far as it can be typed one by one.</param>
sealed record CommandOutline(string Program, ImmutableArray<string> Words, ImmutableArray<string> Paths, ImmutableArray<string> Stages, ImmutableArray<string> Parts)
{
    /// <summary>Reads a command line; every text gives an outline.</summary>
    public static CommandOutline Read(string code)
    {
        var parts = Split(code, "&&");
        var main = parts.FirstOrDefault(part => !part.StartsWith("cd ", StringComparison.Ordinal)) ?? code;
        var words = WordsOf(code);
        return new CommandOutline(
            main.Split([' ', '\n'], 2)[0],
            words,
            [.. words.Where(IsPath).Select(word => word.TrimEnd('/'))],
            Split(main, "|"),
            parts);
    }

    /// <summary>The values after an option, such as <c>-name</c>, without quotes.</summary>
    public string? After(string option)
    {
        var at = Words.IndexOf(option);
        return at >= 0 && at + 1 < Words.Length ? Words[at + 1] : null;
    }

    static bool IsPath(string word) =>
        word.Length > 2 && (word[0] == '/' || word.StartsWith("~/", StringComparison.Ordinal)) && word != "/dev/null" && !word.StartsWith("/dev/tcp", StringComparison.Ordinal);

    // Splits at an operator between blanks outside of quotes. What follows a block is not split any more.
    static ImmutableArray<string> Split(string code, string separator)
    {
        var parts = ImmutableArray.CreateBuilder<string>();
        var start = 0;
        foreach (var at in Plain(code))
        {
            if (code[at] is '(' or '{' || IsWord(code, at, "do") || IsWord(code, at, "then"))
                break;
            if (at > start && IsSeparator(code, at, separator))
            {
                parts.Add(code[start..at].Trim());
                start = at + separator.Length;
            }
        }

        parts.Add(code[start..].Trim());
        return parts.ToImmutable();
    }

    // The positions outside of quotes.
    static IEnumerable<int> Plain(string code)
    {
        var quote = '\0';
        for (var i = 0; i < code.Length; i++)
        {
            if (quote == '\0' && code[i] is '\'' or '"')
                quote = code[i];
            else if (quote != '\0')
                quote = code[i] == quote ? '\0' : quote;
            else if (code[i] == '\\')
                i++;
            else
                yield return i;
        }
    }

    static bool IsSeparator(string code, int at, string separator) =>
        Stands(code, at, separator) && code[at - 1] == ' ' && at + separator.Length + 1 < code.Length && code[at + separator.Length] == ' ';

    static bool IsWord(string code, int at, string word) =>
        at > 0 && code[at - 1] is ' ' or ';' && Stands(code, at, word) && at + word.Length < code.Length && code[at + word.Length] is ' ' or '\n';

    static bool Stands(string code, int at, string text) => string.CompareOrdinal(code, at, text, 0, text.Length) == 0;

    static ImmutableArray<string> WordsOf(string code)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        var word = new StringBuilder();
        var quote = '\0';
        foreach (var letter in code)
        {
            if (quote == '\0' && letter is '\'' or '"')
                quote = letter;
            else if (letter == quote)
                quote = '\0';
            else if (quote == '\0' && letter is ' ' or '\n' or ';' or '|' or '<' or '>' or '(' or ')' or '&')
                End();
            else
                word.Append(letter);
        }

        End();
        return words.ToImmutable();

        void End()
        {
            if (word.Length > 0)
                words.Add(word.ToString());
            word.Clear();
        }
    }
}
