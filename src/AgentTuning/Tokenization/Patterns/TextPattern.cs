using System.Collections.Immutable;

namespace AgentTuning.Tokenization.Patterns;

/// <summary>A regular expression over code points, as published tokenizers write them.</summary>
/// <remarks>
/// The syntax and its meaning are those of Oniguruma, with which Hugging Face's tokenizers read patterns. Ours and not <see cref="System.Text.RegularExpressions.Regex"/>,
/// which sees a letter beyond the basic plane as two surrogates that are no letters. A lone surrogate counts as U+FFFD. What is not supported is refused by name.
/// </remarks>
sealed class TextPattern
{
    readonly ImmutableArray<PatternStep> _steps;
    readonly bool _skipsFirstRun;

    TextPattern(ImmutableArray<PatternStep> steps, bool skipsFirstRun)
    {
        _steps = steps;
        _skipsFirstRun = skipsFirstRun;
    }

    /// <summary>Reads a pattern.</summary>
    /// <exception cref="FormatException">It is damaged or not supported; the message is the end of a sentence.</exception>
    public static TextPattern Parse(string pattern)
    {
        var root = PatternParser.Parse(pattern);

        // Where a run without limit leads to no match, no later start within it does: the places it would end at have all been tried.
        var skipsFirstRun = root is PatternNode.Row { Parts: [PatternNode.Repeat { Part: PatternNode.One, Min: <= 1, Max: int.MaxValue }, ..] row } && row.All(IsBlindBehind);
        return new TextPattern(PatternCompiler.Compile(root), skipsFirstRun);
    }

    /// <summary>A pattern that matches one text.</summary>
    public static TextPattern Literal(string text) => new(
        PatternCompiler.Compile(new PatternNode.Row([.. text.EnumerateRunes().Select(rune => new PatternNode.One(CharacterSet.Range(rune.Value, rune.Value)))])),
        skipsFirstRun: false);

    /// <summary>The matches of a text from left to right; they do not overlap, and an empty one does not follow another match at once.</summary>
    public List<(int Start, int Length)> Matches(ReadOnlySpan<char> text)
    {
        var matches = new List<(int Start, int Length)>();
        var machine = new PatternMachine(text, _steps);
        var lastEnd = -1;
        for (var at = 0; at <= text.Length;)
        {
            var end = machine.Match(at);
            if (end > at || (end == at && end != lastEnd))
            {
                matches.Add((at, end - at));
                lastEnd = end;
                at = Math.Max(end, at);
                if (end > matches[^1].Start)
                    continue;
            }

            at = end < 0 && _skipsFirstRun && machine.FirstRunEnd > at ? machine.FirstRunEnd : Next(text, at);
        }

        return matches;
    }

    static int Next(ReadOnlySpan<char> text, int at) =>
        at + 1 < text.Length && char.IsHighSurrogate(text[at]) && char.IsLowSurrogate(text[at + 1]) ? at + 2 : at + 1;

    static bool IsBlindBehind(PatternNode node) => node switch
    {
        PatternNode.One => true,
        PatternNode.Row row => row.Parts.All(IsBlindBehind),
        PatternNode.Choice choice => choice.Parts.All(IsBlindBehind),
        PatternNode.Repeat repeat => repeat.Greed == PatternGreed.Greedy && IsBlindBehind(repeat.Part),
        PatternNode.Look look => !look.IsBehind && IsBlindBehind(look.Part),
        PatternNode.At at => at.Anchor is PatternAnchor.TextEnd or PatternAnchor.TextEndOrLastLineFeed or PatternAnchor.LineEnd,
        _ => false,
    };
}
