using System.Collections.Immutable;
using AgentTuning.Tokenization.Decoders;

namespace AgentTuning.Tokenization.HuggingFace;

/// <summary>Reads <c>decoder</c>.</summary>
static class DecoderJson
{
    /// <summary>The steps; without a decoder the tokens are joined as they are.</summary>
    public static ImmutableArray<IDecodeStep> Read(TokenizerJsonValue value) => value.IsAbsent ? [] : [.. ReadSteps(value)];

    static IEnumerable<IDecodeStep> ReadSteps(TokenizerJsonValue value)
    {
        var type = value["type"].Text("Sequence", "ByteLevel", "Replace", "ByteFallback", "Fuse", "Strip", "Metaspace");
        return type switch
        {
            "Sequence" => value["decoders"].Items().SelectMany(ReadSteps),
            "ByteLevel" => [new ByteLevelDecode()],
            "Replace" => [new ReplaceDecode(PatternJson.Read(value["pattern"]), value["content"].Text())],
            "ByteFallback" => [new ByteFallbackDecode()],
            "Fuse" => [new FuseDecode()],
            "Strip" => [new StripDecode(value["content"].Character(), value["start"].Number(1000), value["stop"].Number(1000))],
            _ => [ReadMetaspace(value)],
        };
    }

    static MetaspaceDecode ReadMetaspace(TokenizerJsonValue value)
    {
        var hasPrefix = value["prepend_scheme"].IsAbsent ? value["add_prefix_space"].Truth(missing: true) : value["prepend_scheme"].Text("always", "first", "never") != "never";
        return new MetaspaceDecode(value["replacement"].Character(), hasPrefix);
    }
}
