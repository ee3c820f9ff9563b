using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace AgentTuning.Environments.WebShop.Scoring;

/// <summary>
/// Nouns by their looks, in place of the original's statistical tagger: in titles nearly every capitalized word is tagged a proper noun, so that all
/// words count but closed-class ones, numbers with units, and, in lower case, common adjectives, verbs and adverbs.
/// </summary>
public sealed partial class TitleNouns : ITitleNounExtractor
{
    static readonly FrozenSet<string> ClosedWords = Section("closed");
    static readonly FrozenSet<string> PlainWords = Section("plain");

    /// <inheritdoc/>
    public IReadOnlyList<string> Nouns(string asin, string title) =>
        [.. Words().Matches(title).Select(match => match.Value).Where(IsNoun).Select(PythonLetters.Lower)];

    static bool IsNoun(string word)
    {
        if (!word.Any(char.IsLetter) || NumberWithUnit().IsMatch(word))
            return false;
        var lower = PythonLetters.Lower(word);
        return !ClosedWords.Contains(lower) && !(char.IsLower(word[0]) && PlainWords.Contains(lower));
    }

    static FrozenSet<string> Section(string name) =>
        EmbeddedText.Sections("WebShop/Scoring/TitleWords.txt")[name].SelectMany(line => line.Split(' ')).ToFrozenSet(StringComparer.Ordinal);

    // Hyphens and slashes between letters separate words, as the original's tokenizer has it; points within abbreviations do not.
    [GeneratedRegex(@"[\p{L}\p{N}]+(?:['’.&](?=[\p{L}\p{N}])[\p{L}\p{N}]+)*", RegexOptions.CultureInvariant)]
    private static partial Regex Words();

    [GeneratedRegex(@"^\d+(?:\.\d+)?(?:pcs?|packs?|pk|ct|count|inch(?:es)?|in|ft|feet|cm|mm|m|yd|yards?|oz|ounces?|fl|lb|lbs|pounds?|g|kg|mg|ml|l|w|v|mah|gb|tb|mb|ghz|hz|x|st|nd|rd|th|d|k|p|s)$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex NumberWithUnit();
}
