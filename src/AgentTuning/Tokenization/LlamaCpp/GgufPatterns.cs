using System.Collections.Frozen;

namespace AgentTuning.Tokenization.LlamaCpp;

/// <summary>The names that llama.cpp gives to ways of cutting text (<c>tokenizer.ggml.pre</c>), with the patterns of the models they were made for.</summary>
/// <remarks>
/// Source: llama.cpp's <c>src/llama-vocab.cpp</c>, which notes the pattern of the model's own <c>tokenizer.json</c> wherever its regular expressions can only come close to it.
/// The model's own one is used here, as the model was trained with it.
/// </remarks>
static class GgufPatterns
{
    const string Contractions = "(?i:'s|'t|'re|'ve|'m|'ll|'d)";
    const string Word = @"[^\r\n\p{L}\p{N}]?\p{L}+";
    const string Signs = @" ?[^\s\p{L}\p{N}]+[\r\n]*";
    const string SignsOrSlash = @" ?[^\s\p{L}\p{N}]+[\r\n/]*";
    const string Spaces = @"\s*[\r\n]+|\s+(?!\S)|\s+";
    const string Gpt2 = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";
    const string Llama3 = $@"{Contractions}|{Word}|\p{{N}}{{1,3}}|{Signs}|{Spaces}";
    const string Qwen2 = $@"{Contractions}|{Word}|\p{{N}}|{Signs}|{Spaces}";
    const string Upper = @"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]";
    const string Lower = @"[\p{Ll}\p{Lm}\p{Lo}\p{M}]";
    const string Lead = @"[^\r\n\p{L}\p{N}]?";
    const string Gpt4O = $@"{Lead}{Upper}*{Lower}+{Contractions}?|{Lead}{Upper}+{Lower}*{Contractions}?|\p{{N}}{{1,3}}|{SignsOrSlash}|{Spaces}";
    const string UpperNotHan = @"[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}&&[^\p{Han}]]";
    const string LowerNotHan = @"[\p{Ll}\p{Lm}\p{Lo}\p{M}&&[^\p{Han}]]";
    const string Newlines = @"[^\n]+|[\n]+";
    const string DigitsFromTheRight = @"\p{N}{1,3}(?=(?:\p{N}{3})*(?!\p{N}))";
    const string ChineseAndKana = "[一-龥぀-ゟ゠-ヿ]+";
    const string DeepSeek3 = @"[!""#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+| ?[\p{P}\p{S}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";
    const string Bloom = @" ?[^(\s|.,!?…。，、।۔،)]+";
    const string AsianScripts = "[一-鿿㐀-䶿\uF900-\uFAFF぀-ゟ゠-ヿ･-ﾟ⼀-\u2FDF\u0E00-\u0E7F\u0E80-\u0EFFក-\u17FFက-\u109Fꩠ-ꩿꧠ-\uA9FF가-\uD7AFᄀ-ᇿ]+";
    const string DeepSeekLetters =
        @"\s?[A-Za-z\u00B5\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u01BA\u01BC-\u01BF\u01C4-\u0293\u0295-\u02AF\u0370-\u0373\u0376\u0377\u037B-\u037D\u037F\u0386\u0388-\u038A\u038C\u038E-\u03A1\u03A3-\u03F5\u03F7-\u0481\u048A-\u052F\u0531-\u0556\u10A0-\u10C5\u13A0-\u13F5\u13F8-\u13FD"
        + @"\u1C90-\u1CBA\u1CBD-\u1CBF\u1D00-\u1D2B\u1D6B-\u1D77\u1D79-\u1D9A\u1E00-\u1F15\u1F18-\u1F1D\u1F20-\u1F45\u1F48-\u1F4D\u1F50-\u1F57\u1F59\u1F5B\u1F5D\u1F5F-\u1F7D\u1F80-\u1FB4\u1FB6-\u1FBC\u1FBE\u1FC2-\u1FC4\u1FC6-\u1FCC\u1FD0-\u1FD3\u1FD6-\u1FDB\u1FE0-\u1FEC\u1FF2-\u1FF4\u1FF6-\u1FFC\u2102\u2107\u210A-\u2113\u2115\u2119-\u211D\u2124\u2126\u2128\u212A-\u212D\u212F-\u2134\u2139\u213C-\u213F\u2145-\u2149\u214E\u2183\u2184\u2C00-\u2C7B\u2C7E-\u2CE4\u2CEB-\u2CEE\u2CF2\u2CF3\uA640-\uA66D\uA680-\uA69B\uA722-\uA76F\uA771-\uA787\uA78B-\uA78E\uAB70-\uABBF\uFB00-\uFB06\uFB13-\uFB17\uFF21-\uFF3A\uFF41-\uFF5A\x{10400}-\x{1044F}\x{104B0}-\x{104D3}\x{104D8}-\x{104FB}\x{10C80}-\x{10CB2}\x{10CC0}-\x{10CF2}\x{118A0}-\x{118DF}\x{1E900}-\x{1E943}]+";

    static readonly GgufPattern DigitsThenGpt2 = new(@"\p{N}", Gpt2);
    static readonly GgufPattern Llama3Pattern = new(Llama3);
    static readonly GgufPattern DeepSeek3Pattern = new(@"\p{N}{1,3}", ChineseAndKana, DeepSeek3);
    static readonly GgufPattern PlainLines = new(Newlines) { IsPlain = true };

    static readonly (string Names, GgufPattern Pattern)[] Table =
    [
        ("default", new(@"[\p{P}\$\+<=>\^~\|]+", Gpt2, @"\p{N}+", "[0-9][0-9][0-9]")),
        ("llama3 llama-v3 llama-bpe falcon3 falcon-h1 pixtral midm-2.0 lfm2 jina-v5-nano", Llama3Pattern with { IgnoresMergesOfWholeTokens = true, AddsBeginning = true }),
        ("dbrx smaug-bpe glm4 chatglm-bpe", Llama3Pattern),
        ("minicpm5", new(@"\p{N}{1,3}", $@"{Contractions}|{Word}|\p{{N}}+|{Signs}|{Spaces}") { IgnoresMergesOfWholeTokens = true }),
        ("deepseek-llm", new("[\r\n]", DeepSeekLetters, @"\s?[!-/:-~！-／：-～‘-‟　-。]+", @"\s+$", "[一-龥ࠀ-一가-\uD7FF]+", @"\p{N}+")),
        ("deepseek-coder", new("[\r\n]", @"\s?\p{L}+", @"\s?\p{P}+", "[一-龥ࠀ-一가-\uD7FF]+", @"\p{N}")),
        ("deepseek-v3 hunyuan-dense joyai-llm hy_v4", DeepSeek3Pattern),
        ("spark2_5", new(@"\p{N}{1,3}", ChineseAndKana, DeepSeek3.Replace(@"[\p{P}\p{S}]+[\r\n]*|\s*[\r\n]+|", @"[\p{P}\p{S}]+|[\r\n]|", StringComparison.Ordinal), @"\p{N}")),
        ("youtu", new(
            "[가-힣ㄱ-ㆎ]+|[！…“”‘’—：；，、-〿︰-﹏]+|[ㄅ-ㄯ]+|" + ChineseAndKana,
            $@"{Lead}{Upper}*{Lower}+{Contractions}?|{Lead}{Upper}+{Lower}*{Contractions}?|\p{{N}}|{SignsOrSlash}|{Spaces}") { IgnoresMergesOfWholeTokens = true }),
        ("falcon", new(@"[\p{P}\$\+<=>\^~\|`]+", Gpt2, "[0-9][0-9][0-9]")),
        ("starcoder refact command-r smollm codeshell exaone minerva-7b mellum2", DigitsThenGpt2),
        ("gpt-2 phi-2 jina-es jina-de gigachat jina-v2-es jina-v2-de a.x-4.0 mellum modern-bert jina-v1-en jina-v2-code roberta-bpe mpt olmo jais trillion granite-docling exaone4", new(Gpt2)),
        ("jais-2", new(Llama3.Replace(@"\s+(?!\S)|\s+", @"\s{512}(?!\S)|\s{256}(?!\S)|\s{128}(?!\S)|\s{64}(?!\S)|\s{32}(?!\S)|\s{16}(?!\S)|\s{8}(?!\S)|\s{4}(?!\S)|\s{1,2}(?!\S)|\s{1}", StringComparison.Ordinal))),
        ("stablelm2 qwen2 deepseek-r1-qwen kormo f2llmv2 hunyuan solar-open megrez grok-2", new(Qwen2)),
        ("qwen35", new($@"{Contractions}|[^\r\n\p{{L}}\p{{N}}]?[\p{{L}}\p{{M}}]+|\p{{N}}| ?[^\s\p{{L}}\p{{M}}\p{{N}}]+[\r\n]*|{Spaces}")),
        ("poro-chat bloom gpt3-finnish", new(Bloom)),
        ("viking", new(Bloom, @"\p{N}")),
        ("tekken", new($@"{Lead}{Upper}*{Lower}+|{Lead}{Upper}+{Lower}*|\p{{N}}|{SignsOrSlash}|{Spaces}") { IgnoresMergesOfWholeTokens = true, AddsBeginning = true }),
        ("chameleon", new("<sentinel:[0-9]+>", "(IMGIMG)((A|B|C|D|E|F|G|H|I){1,4})Z", @"([\t\n]|    |  )", @"\p{N}", @"[\p{P}!-/:-@\[-`{-~]", Gpt2) { AddsBeginning = true }),
        ("gpt-4o llama4 kanana2 talkie minimax-m2", new(Gpt4O)),
        ("granite-embed-multi-97m", new(Gpt4O) { IgnoresMergesOfWholeTokens = true }),
        ("tiny_aya cohere2moe", new(@"\d{1,3}(?=(?:\d{3})*\b)", Gpt4O)),
        ("kimi-k2", new($@"[\p{{Han}}]+|{Lead}{UpperNotHan}*{LowerNotHan}+{Contractions}?|{Lead}{UpperNotHan}+{LowerNotHan}*{Contractions}?|\p{{N}}{{1,3}}|{Signs}|{Spaces}")),
        ("superbpe", new(@"\p{N}+", @"(?=(\d{3})+(?!\d))")),
        ("bailingmoe bailingmoe2 llada-moe", new(@"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]++[\r\n]*|\s*[\r\n]|\s+(?!\S)|\s+")),
        ("seed-coder", new($@"{Contractions}|{Word}|\p{{N}}{{1}}| ?[^\s\p{{L}}\p{{N}}\r\n]+|{Spaces}")),
        ("ufakzeka", new($@"{Word}|\p{{N}}|{Signs}|{Spaces}")),
        ("afmoe", new(DigitsFromTheRight, AsianScripts, DeepSeek3)),
        ("laguna", new(Newlines, Qwen2)),
        ("exaone-moe", new($@"{Contractions}|[^\r\n\p{{L}}\p{{N}}]?(?:\p{{L}}\p{{M}}*(?: \p{{L}}\p{{M}}*)*)+|\p{{N}}| ?[^\s\p{{L}}\p{{N}}]+[\r\n/]?|\s*[\r\n]|\s+(?!\S)|\s+")),
        ("gemma4 granite-embed-multi-311m", PlainLines with { AddsBeginning = true }),
        ("sarvam-moe", PlainLines),
    ];

    static readonly FrozenDictionary<string, GgufPattern> ByName = Table
        .SelectMany(row => row.Names.Split(' ').Select(name => (name, row.Pattern))).ToFrozenDictionary(row => row.name, row => row.Pattern, StringComparer.Ordinal);

    /// <summary>All names, in alphabetical order.</summary>
    public static IEnumerable<string> Names => ByName.Keys.Order(StringComparer.Ordinal);

    /// <summary>The patterns of a name, or null where it is not known here.</summary>
    public static GgufPattern? Find(string name) => ByName.GetValueOrDefault(name);
}
