namespace AgentTuning.Llama.Models;

/// <summary>Reads a <c>config.json</c> of each family. What changes the numbers and is not known here is refused by name.</summary>
static class ConfigReader
{
    static readonly Dictionary<string, ModelFamily> Families = new(StringComparer.Ordinal)
    {
        ["llama"] = ModelFamily.Llama,
        ["mistral"] = ModelFamily.Mistral,
        ["qwen2"] = ModelFamily.Qwen2,
        ["qwen3"] = ModelFamily.Qwen3,
    };

    /// <summary>The value of <c>model_type</c>.</summary>
    public static string NameOf(ModelFamily family) => Families.First(pair => pair.Value == family).Key;

    /// <summary>The configuration that the fields describe.</summary>
    /// <exception cref="InvalidDataException">A field is missing, of another type, or asks for what this project lacks.</exception>
    public static LlamaConfig Read(ConfigFields fields)
    {
        var family = FamilyOf(fields);
        RequireSupported(fields, family);
        var heads = fields.Integer("num_attention_heads");
        var ends = fields.Integers("eos_token_id");
        var hasAttentionBias = family is ModelFamily.Llama or ModelFamily.Qwen3 && fields.Flag("attention_bias");
        var config = new LlamaConfig
        {
            Family = family,
            HiddenSize = fields.Integer("hidden_size"),
            IntermediateSize = fields.Integer("intermediate_size"),
            LayerCount = fields.Integer("num_hidden_layers"),
            HeadCount = heads,
            KeyValueHeadCount = fields.Integer("num_key_value_heads", fields.Mentions("num_key_value_heads") ? heads : DefaultKeyValueHeads(family, heads)),
            VocabularySize = fields.Integer("vocab_size"),
            MaxPositions = fields.Integer("max_position_embeddings", DefaultPositions(family)),
            NormEpsilon = fields.Number("rms_norm_eps", 1e-6),
            RopeTheta = RopeFields.Theta(fields),
            RopeScaling = RopeFields.Scaling(fields),
            HasQueryKeyValueBias = family == ModelFamily.Qwen2 || hasAttentionBias,
            HasOutputBias = hasAttentionBias,
            HasFeedForwardBias = family == ModelFamily.Llama && fields.Flag("mlp_bias"),
            HasQueryKeyNorm = family == ModelFamily.Qwen3,
            HasTiedHead = fields.Flag("tie_word_embeddings"),
            BeginningOfTextId = fields.Integer("bos_token_id", ends is [var end, ..] ? end : 1), // some families open a text with nothing
            EndOfTextId = ends is [var first, ..] ? first : 2, // Llama 3 lists several; the first closes a text there
            OtherEndOfTextIds = ends.Count > 1 ? [.. ends.Skip(1)] : [],
            WeightType = StoredType(fields),
        };
        var headSize = fields.Integer("head_dim", family == ModelFamily.Qwen3 ? 128 : config.HeadSize);
        return WithWindow(headSize == config.HeadSize ? config : config with { HeadSize = headSize }, fields);
    }

    static ModelFamily FamilyOf(ConfigFields fields)
    {
        var name = fields.Text("model_type", "");
        return Families.TryGetValue(name, out var family)
            ? family
            : throw new InvalidDataException(
                $"{fields.Source}: model_type is '{name}', expected one of {string.Join(", ", Families.Keys)}. Other architectures are not supported.");
    }

    static void RequireSupported(ConfigFields fields, ModelFamily family)
    {
        if (fields.Texts("architectures") is { Count: > 0 } names && !names.Contains(family + "ForCausalLM", StringComparer.OrdinalIgnoreCase))
            throw fields.Unsupported("architectures", $"{family}ForCausalLM, a model that predicts the next token");
        if (fields.Text("hidden_act", "silu") != "silu") throw fields.Unsupported("hidden_act", "silu");
        if (family is not (ModelFamily.Llama or ModelFamily.Qwen3) && fields.Flag("attention_bias")) throw fields.Unsupported("attention_bias", "false");
        if (family != ModelFamily.Llama && fields.Flag("mlp_bias")) throw fields.Unsupported("mlp_bias", "false");
        if (fields.Has("quantization_config")) throw fields.Unsupported("quantization_config", "no quantization: take the weights that it was made from");
        if (fields.Number("partial_rotary_factor", 1) != 1) throw fields.Unsupported("partial_rotary_factor", "1");
    }

    static int DefaultKeyValueHeads(ModelFamily family, int heads) => family switch
    {
        ModelFamily.Mistral => 8,
        ModelFamily.Qwen2 or ModelFamily.Qwen3 => 32,
        _ => heads,
    };

    static int DefaultPositions(ModelFamily family) => family switch
    {
        ModelFamily.Mistral => 131_072,
        ModelFamily.Qwen2 or ModelFamily.Qwen3 => 32_768,
        _ => 2048,
    };

    // Mistral windows every layer; Qwen asks for it with a switch, and keeps the first layers whole.
    static LlamaConfig WithWindow(LlamaConfig config, ConfigFields fields)
    {
        var isNull = fields.Mentions("sliding_window") && !fields.Has("sliding_window");
        var isUsed = !isNull && config.Family switch
        {
            ModelFamily.Mistral => true,
            ModelFamily.Qwen2 or ModelFamily.Qwen3 => fields.Flag("use_sliding_window"),
            _ => false,
        };
        var first = config.Family == ModelFamily.Mistral ? 0 : fields.Integer("max_window_layers", 28);
        if (fields.Texts("layer_types") is { Count: > 0 } types)
        {
            var whole = types.TakeWhile(type => type == "full_attention").Count();
            if (types.Count != config.LayerCount || types.Skip(whole).Any(type => type != "sliding_attention"))
                throw fields.Unsupported("layer_types", $"{config.LayerCount} layers, first those of full_attention, then those of sliding_attention");
            if (whole == types.Count) return config;
            first = whole;
        }
        if (!isUsed || first >= config.LayerCount) return config;
        return config with { SlidingWindow = fields.Integer("sliding_window", 4096), FirstWindowedLayer = first };
    }

    static WeightType StoredType(ConfigFields fields)
    {
        var field = fields.Has("torch_dtype") ? "torch_dtype" : "dtype";
        return fields.Text(field, "float32") switch
        {
            "float32" => WeightType.F32,
            "float16" => WeightType.F16,
            "bfloat16" => WeightType.BF16,
            _ => throw fields.Unsupported(field, "float32, float16 or bfloat16"),
        };
    }
}
