using System.Collections.Immutable;
using AgentTuning.Tokenization.Patterns;
using AgentTuning.Tokenization.Splitting;

namespace AgentTuning.Tokenization.HuggingFace;

/// <summary>Reads <c>pre_tokenizer</c>.</summary>
static class SplitJson
{
    static readonly TextPattern NotWords = TextPattern.Parse(@"\p{PlainWord}+|[^\p{PlainWord}\s]+");
    static readonly TextPattern Punctuation = TextPattern.Parse("[[:punct:]]");

    /// <summary>The steps, and whether the model then works on bytes.</summary>
    public static (ImmutableArray<ISplitStep> Steps, bool IsByteLevel) Read(TokenizerJsonValue value)
    {
        var steps = ImmutableArray.CreateBuilder<ISplitStep>();
        var isByteLevel = false;
        if (!value.IsAbsent)
            Add(value, steps, ref isByteLevel);
        return (steps.DrainToImmutable(), isByteLevel);
    }

    static void Add(TokenizerJsonValue value, ImmutableArray<ISplitStep>.Builder steps, ref bool isByteLevel)
    {
        var type = value["type"].Text(
            "Sequence", "ByteLevel", "Split", "Digits", "Metaspace", "Whitespace", "WhitespaceSplit", "Punctuation", "CharDelimiterSplit", "BertPreTokenizer");
        value["type"].Expect(!isByteLevel, "no step behind ByteLevel");
        switch (type)
        {
            case "Sequence":
                foreach (var item in value["pretokenizers"].Items())
                    Add(item, steps, ref isByteLevel);
                break;
            case "ByteLevel":
                if (value["add_prefix_space"].Truth(missing: true))
                    steps.Add(new PrefixSpaceSplit());
                if (value["use_regex"].Truth(missing: true))
                    steps.Add(new KnownPatternSplit(PreTokenizer.Gpt2));
                isByteLevel = true;
                break;
            case "Split":
                steps.Add(ReadSplit(value));
                break;
            case "Metaspace":
                steps.Add(ReadMetaspace(value));
                break;
            default:
                steps.AddRange(ReadSimple(type, value));
                break;
        }
    }

    static ISplitStep ReadSplit(TokenizerJsonValue value)
    {
        var behavior = ReadBehavior(value["behavior"]);
        var isInverted = value["invert"].Truth(missing: false);
        var regex = value["pattern"]["Regex"];
        return behavior == SplitBehavior.Isolated && !isInverted && regex.IsString && PreTokenizer.FromPattern(regex.Text()) is { } known
            ? new KnownPatternSplit(known) : new PatternSplit(PatternJson.Read(value["pattern"]), behavior, isInverted);
    }

    static SplitBehavior ReadBehavior(TokenizerJsonValue value) =>
        Enum.Parse<SplitBehavior>(value.Text("Removed", "Isolated", "MergedWithPrevious", "MergedWithNext", "Contiguous"));

    static MetaspaceSplit ReadMetaspace(TokenizerJsonValue value)
    {
        // Versions before 0.15 write add_prefix_space.
        var prefix = value["prepend_scheme"].IsAbsent
            ? value["add_prefix_space"].Truth(missing: true) ? MetaspacePrefix.Always : MetaspacePrefix.Never
            : ReadPrefix(value["prepend_scheme"]);
        return new MetaspaceSplit(value["replacement"].Character(), prefix, cuts: value["split"].Truth(missing: true));
    }

    static MetaspacePrefix ReadPrefix(TokenizerJsonValue value) => value.Text("always", "first", "never") switch
    {
        "always" => MetaspacePrefix.Always,
        "first" => MetaspacePrefix.First,
        _ => MetaspacePrefix.Never,
    };

    static ISplitStep[] ReadSimple(string type, TokenizerJsonValue value)
    {
        var space = TextPattern.Parse(@"\s");
        return type switch
        {
            "Digits" => [new PatternSplit(TextPattern.Parse(@"\p{N}"), value["individual_digits"].Truth(missing: false) ? SplitBehavior.Isolated : SplitBehavior.Contiguous)],
            "Whitespace" => [new PatternSplit(NotWords, SplitBehavior.Removed, isInverted: true)],
            "WhitespaceSplit" => [new PatternSplit(space, SplitBehavior.Removed)],
            "Punctuation" => [new PatternSplit(Punctuation, value["behavior"].IsAbsent ? SplitBehavior.Isolated : ReadBehavior(value["behavior"]))],
            "CharDelimiterSplit" => [new PatternSplit(TextPattern.Literal(value["delimiter"].Character().ToString()), SplitBehavior.Removed)],
            _ => [new PatternSplit(space, SplitBehavior.Removed), new PatternSplit(Punctuation, SplitBehavior.Isolated)],
        };
    }
}
