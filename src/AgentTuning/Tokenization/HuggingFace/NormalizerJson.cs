using AgentTuning.Tokenization.Normalizers;

namespace AgentTuning.Tokenization.HuggingFace;

/// <summary>Reads <c>normalizer</c>.</summary>
static class NormalizerJson
{
    /// <summary>The normalizer, or null where there is none.</summary>
    public static INormalizer? Read(TokenizerJsonValue value)
    {
        if (value.IsAbsent)
            return null;
        var type = value["type"].Text("Sequence", "NFC", "NFD", "NFKC", "NFKD", "Prepend", "Replace", "Strip", "StripAccents", "Lowercase", "Precompiled", "Nmt");
        return type switch
        {
            "Sequence" => new NormalizerSequence([.. value["normalizers"].Items().Select(item => Read(item)).OfType<INormalizer>()]),
            "NFC" => new UnicodeNormalizer(isCompatible: false, composes: true),
            "NFD" => new UnicodeNormalizer(isCompatible: false, composes: false),
            "NFKC" => new UnicodeNormalizer(isCompatible: true, composes: true),
            "NFKD" => new UnicodeNormalizer(isCompatible: true, composes: false),
            "Prepend" => new PrependNormalizer(value["prepend"].Text()),
            "Replace" => new ReplaceNormalizer(PatternJson.Read(value["pattern"]), value["content"].Text()),
            "Strip" => new StripNormalizer(value["strip_left"].Truth(missing: true), value["strip_right"].Truth(missing: true)),
            "StripAccents" => new StripAccentsNormalizer(),
            "Lowercase" => new LowercaseNormalizer(),
            "Nmt" => new NmtNormalizer(),
            _ => ReadPrecompiled(value["precompiled_charsmap"]),
        };
    }

    static PrecompiledNormalizer ReadPrecompiled(TokenizerJsonValue charsmap)
    {
        try
        {
            return new PrecompiledNormalizer(CharacterMap.Parse(Convert.FromBase64String(charsmap.Text())));
        }
        catch (FormatException exception)
        {
            throw charsmap.Failure($"a character map in base 64: {exception.Message}");
        }
    }
}
