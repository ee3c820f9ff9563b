using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using AgentTuning.Environments.WebShop.Generation;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.WebShop.Reference;

/// <summary>What an instruction asks for, as a careful reader takes it.</summary>
sealed partial class ShoppingList
{
    static readonly FrozenSet<string> Fillers = FillerWords().ToFrozenSet(StringComparer.Ordinal);

    static readonly FrozenSet<string> Choices = ProductKind.All.SelectMany(kind => kind.Options.SelectMany(option => option.Values.SelectMany(Split))).Select(Stem)
        .Except(ProductKind.All.SelectMany(kind => kind.Attributes.SelectMany(Split)).Select(Stem), StringComparer.Ordinal).ToFrozenSet(StringComparer.Ordinal);

    readonly string _text;

    /// <summary>Reads an instruction.</summary>
    public ShoppingList(string instruction)
    {
        var bound = Bound().Match(instruction);
        MostDollars = bound.Success ? double.Parse(bound.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : double.PositiveInfinity;
        _text = (bound.Success ? instruction.Remove(bound.Index, bound.Length) : instruction).ToLowerInvariant();
        Words = [.. Split(_text).Where(word => !Fillers.Contains(Stem(word))).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The most that may be paid.</summary>
    public double MostDollars { get; }

    /// <summary>The words that matter, in their order.</summary>
    public ImmutableArray<string> Words { get; }

    /// <summary>The words that none of the texts has.</summary>
    public ImmutableArray<string> Missing(params IEnumerable<string> texts)
    {
        var known = texts.SelectMany(Split).Select(Stem).ToHashSet(StringComparer.Ordinal);
        return [.. Words.Where(word => !known.Contains(Stem(word)))];
    }

    /// <summary>The value that the instruction names, the longest where it names several; null where it names none.</summary>
    public string? Choose(IEnumerable<string> values) => values.Where(Names).OrderByDescending(value => value.Length).FirstOrDefault();

    /// <summary>True where one of the words is known to be chosen rather than described: reading on will not find it.</summary>
    public static bool AreChoices(IEnumerable<string> words) => words.Any(word => Choices.Contains(Stem(word)));

    bool Names(string value)
    {
        var wanted = value.ToLowerInvariant().Trim();
        if (wanted.Length == 0)
            return false;
        for (var at = _text.IndexOf(wanted, StringComparison.Ordinal); at >= 0; at = _text.IndexOf(wanted, at + 1, StringComparison.Ordinal))
            if (!IsPart(at - 1, -1) && !IsPart(at + wanted.Length, 1))
                return true;
        return false;
    }

    // A hyphen or a decimal point joins, where a letter or digit follows.
    bool IsPart(int at, int direction)
    {
        if (at < 0 || at >= _text.Length)
            return false;
        var next = at + direction;
        return char.IsLetterOrDigit(_text[at]) || (_text[at] is '-' or '.' && next >= 0 && next < _text.Length && char.IsLetterOrDigit(_text[next]));
    }

    static IEnumerable<string> Split(string text) => Word().Matches(text.ToLowerInvariant()).Select(match => match.Value);

    static string Stem(string word) => word.Length > 3 && word[^1] == 's' && word[^2] != 's' ? word[..^1] : word;

    static IEnumerable<string> FillerWords()
    {
        TaskSplit[] splits = [TaskSplit.Train, TaskSplit.Development, TaskSplit.Test];
        var wordings = CataloguePhrases.Wordings.Sections.SelectMany(section => splits.SelectMany(split => CataloguePhrases.Wordings.Of(section, split)));
        return wordings.SelectMany(wording => Split(PhraseBook.Fill(wording, _ => " ")))
            .Concat(ProductKind.All.SelectMany(kind => kind.Options.Select(option => option.Name)))
            .Concat(Split("a an the and or of on at by as be am are was were this those these they them me my your its than less more under dollars price lower below about also not no too very so"))
            .Select(Stem);
    }

    [GeneratedRegex(@"[\p{L}\p{N}]+(?:[-.'][\p{L}\p{N}]+)*")]
    private static partial Regex Word();

    [GeneratedRegex(@",? and price lower than ([0-9]+(?:\.[0-9]+)?) dollars")]
    private static partial Regex Bound();
}
