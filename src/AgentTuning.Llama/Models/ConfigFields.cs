using System.Text.Json;

namespace AgentTuning.Llama.Models;

/// <summary>The fields of a <c>config.json</c>, each with the message for what is wrong with it.</summary>
readonly struct ConfigFields(JsonElement root, string source)
{
    /// <summary>The name of a number type in a configuration.</summary>
    public static string NameOf(WeightType type) => type switch
    {
        WeightType.F32 => "float32",
        WeightType.F16 => "float16",
        WeightType.BF16 => "bfloat16",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    /// <summary>The configuration that the fields describe.</summary>
    /// <exception cref="InvalidDataException">A field is missing, of another type, or asks for what this project lacks.</exception>
    public LlamaConfig ToConfig()
    {
        RequireLlama();
        var heads = Integer("num_attention_heads");
        var config = new LlamaConfig
        {
            HiddenSize = Integer("hidden_size"),
            IntermediateSize = Integer("intermediate_size"),
            LayerCount = Integer("num_hidden_layers"),
            HeadCount = heads,
            KeyValueHeadCount = Integer("num_key_value_heads", heads),
            VocabularySize = Integer("vocab_size"),
            MaxPositions = Integer("max_position_embeddings", 2048),
            NormEpsilon = Number(root, "rms_norm_eps", 1e-6),
            RopeTheta = RopeTheta(),
            HasTiedHead = Flag("tie_word_embeddings"),
            BeginningOfTextId = Integer("bos_token_id", 1),
            EndOfTextId = EndOfText(),
            WeightType = StoredType(),
        };
        if (Integer("head_dim", config.HeadSize) != config.HeadSize)
            throw Unsupported("head_dim", $"{config.HeadSize}, the hidden size over the heads");
        return config;
    }

    void RequireLlama()
    {
        var family = Text("model_type", "");
        if (family != "llama")
            throw new InvalidDataException($"{source}: model_type is '{family}', expected 'llama'. Other families are not supported.");
        if (Text("hidden_act", "silu") != "silu") throw Unsupported("hidden_act", "silu");
        if (Flag("attention_bias")) throw Unsupported("attention_bias", "false");
        if (Flag("mlp_bias")) throw Unsupported("mlp_bias", "false");
        if (root.TryGetProperty("rope_scaling", out var scaling) && scaling.ValueKind != JsonValueKind.Null)
            throw Unsupported("rope_scaling", "null");
        if (root.TryGetProperty("quantization_config", out var quantization) && quantization.ValueKind != JsonValueKind.Null)
            throw Unsupported("quantization_config", "no quantization");
    }

    // Transformers 5 moved the base into an object of its own.
    double RopeTheta()
    {
        if (!root.TryGetProperty("rope_parameters", out var parameters) || parameters.ValueKind != JsonValueKind.Object)
            return Number(root, "rope_theta", 10_000);
        if (parameters.TryGetProperty("rope_type", out var type) && !(type.ValueKind == JsonValueKind.String && type.ValueEquals("default")))
            throw Unsupported("rope_parameters", "the rope_type 'default'");
        return Number(parameters, "rope_theta", 10_000);
    }

    // Llama 3 lists several; the first closes the model's turn there.
    int EndOfText()
    {
        if (root.TryGetProperty("eos_token_id", out var ids) && ids.ValueKind == JsonValueKind.Array && ids.GetArrayLength() > 0
            && ids[0].ValueKind == JsonValueKind.Number && ids[0].TryGetInt32(out var first))
            return first;
        return Integer("eos_token_id", 2);
    }

    WeightType StoredType()
    {
        var field = root.TryGetProperty("torch_dtype", out _) ? "torch_dtype" : "dtype";
        return Text(field, "float32") switch
        {
            "float32" => WeightType.F32,
            "float16" => WeightType.F16,
            "bfloat16" => WeightType.BF16,
            _ => throw Unsupported(field, "float32, float16 or bfloat16"),
        };
    }

    int Integer(string name)
    {
        if (!root.TryGetProperty(name, out var value))
            throw new InvalidDataException($"{source}: {name} is missing, and a Llama configuration needs it.");
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)
            ? number
            : throw Unsupported(name, "a whole number");
    }

    int Integer(string name, int absent) =>
        root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? Integer(name) : absent;

    double Number(JsonElement parent, string name, double absent)
    {
        if (!parent.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) return absent;
        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number)
            ? number
            : throw new InvalidDataException($"{source}: {name} is {Shorten(value)}, expected a number.");
    }

    string Text(string name, string absent)
    {
        if (!root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) return absent;
        return value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Unsupported(name, "a text");
    }

    bool Flag(string name)
    {
        if (!root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) return false;
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Unsupported(name, "true or false");
    }

    InvalidDataException Unsupported(string name, string wanted) =>
        new($"{source}: {name} is {(root.TryGetProperty(name, out var value) ? Shorten(value) : "missing")}, expected {wanted}.");

    static string Shorten(JsonElement value)
    {
        var text = value.GetRawText();
        return text.Length <= 80 ? text : text[..80] + "…";
    }
}
