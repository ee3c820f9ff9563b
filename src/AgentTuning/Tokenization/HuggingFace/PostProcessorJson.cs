using System.Collections.Immutable;

namespace AgentTuning.Tokenization.HuggingFace;

/// <summary>Reads <c>post_processor</c>: what is put around a single text where special tokens are asked for.</summary>
static class PostProcessorJson
{
    /// <summary>The ids before and behind a text.</summary>
    public static (ImmutableArray<int> Prefix, ImmutableArray<int> Suffix) Read(TokenizerJsonValue value)
    {
        if (value.IsAbsent)
            return ([], []);
        return value["type"].Text("Sequence", "ByteLevel", "TemplateProcessing", "BertProcessing", "RobertaProcessing") switch
        {
            "Sequence" => Join([.. value["processors"].Items().Select(Read)]),
            "TemplateProcessing" => ReadTemplate(value),
            "ByteLevel" => ([], []),
            _ => ([value["cls"].Items()[1].Number(Vocabulary.MaxSize)], [value["sep"].Items()[1].Number(Vocabulary.MaxSize)]),
        };
    }

    // A later step goes around what the earlier ones made.
    static (ImmutableArray<int> Prefix, ImmutableArray<int> Suffix) Join((ImmutableArray<int> Prefix, ImmutableArray<int> Suffix)[] steps) =>
        ([.. steps.Reverse().SelectMany(step => step.Prefix)], [.. steps.SelectMany(step => step.Suffix)]);

    static (ImmutableArray<int> Prefix, ImmutableArray<int> Suffix) ReadTemplate(TokenizerJsonValue value)
    {
        var (prefix, suffix) = (ImmutableArray.CreateBuilder<int>(), ImmutableArray.CreateBuilder<int>());
        var isBehind = false;
        foreach (var item in value["single"].Items())
        {
            if (!item["Sequence"].IsAbsent)
            {
                isBehind = true;
                continue;
            }

            var ids = value["special_tokens"][item["SpecialToken"]["id"].Text()]["ids"].Items();
            (isBehind ? suffix : prefix).AddRange(ids.Select(id => id.Number(Vocabulary.MaxSize)));
        }

        return (prefix.DrainToImmutable(), suffix.DrainToImmutable());
    }
}
