using System.Text.Json;

namespace AgentTuning.Llama.Lora;

/// <summary>Reads <c>adapter_config.json</c> as PEFT does. What changes the model in a way that is not computed here is refused by name.</summary>
static class AdapterConfigReader
{
    const int MaxBytes = 1 << 24;

    static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16 };

    static readonly string[] Unsupported =
    [
        "alora_invocation_tokens", "arrow_config", "fan_in_fan_out", "kasa_config", "layer_replication", "lora_bias", "megatron_config",
        "modules_to_save", "monteclora_config", "target_parameters", "trainable_token_indices", "use_bdlora", "use_dora", "use_qalora", "velora_config",
    ];

    // The others change the base's weights when an adapter is made, and again when it is loaded.
    static readonly string[] HarmlessBeginnings = ["gaussian", "eva", "orthogonal", "mica"];

    /// <summary>The configuration of an adapter's folder.</summary>
    /// <exception cref="FileNotFoundException">The folder holds no adapter.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or asks for what is not supported.</exception>
    public static (LoraOptions Options, byte[] Bytes) Read(string folder)
    {
        var path = Path.Combine(folder, AdapterNames.Config);
        if (!File.Exists(path)) throw new FileNotFoundException($"{folder} has no {AdapterNames.Config}, expected an adapter in PEFT's format.", path);
        if (new FileInfo(path).Length is > MaxBytes and var length) throw new InvalidDataException($"{path} has {length} bytes, expected at most {MaxBytes}.");
        try
        {
            var bytes = File.ReadAllBytes(path);
            using var document = JsonDocument.Parse(bytes, Strict);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new InvalidDataException($"{path} is a JSON {document.RootElement.ValueKind}, expected an object.");
            return (Read(new AdapterFields(document.RootElement, path)), bytes);
        }
        catch (Exception e) when (e is JsonException or ArgumentOutOfRangeException or InvalidOperationException)
        {
            throw new InvalidDataException($"{path}: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }

    static LoraOptions Read(AdapterFields fields)
    {
        RequireSupported(fields);
        return new()
        {
            Rank = fields.Integer("r", 8),
            Alpha = fields.Number("lora_alpha", 8),
            Dropout = fields.Number("lora_dropout", 0),
            Targets = fields.Modules("target_modules") ?? throw fields.Wrong("target_modules", "a list of names, or one expression"),
            Excluded = fields.Modules("exclude_modules") ?? [],
            Layers = fields.Integers("layers_to_transform"),
            IsRankStabilized = fields.Flag("use_rslora"),
            RankPattern = fields.Patterns("rank_pattern", areWhole: true),
            AlphaPattern = fields.Patterns("alpha_pattern", areWhole: false),
            BaseModel = fields.Text("base_model_name_or_path"),
        };
    }

    static void RequireSupported(AdapterFields fields)
    {
        if (fields.Text("peft_type") != "LORA") throw fields.Wrong("peft_type", "LORA: other methods are not supported");
        foreach (var name in Unsupported)
            if (!fields.IsUnset(name)) throw fields.Wrong(name, "nothing: it is not supported. Merge the adapter with PEFT, and take the merged model");
        if ((fields.Text("bias") ?? "none") != "none") throw fields.Wrong("bias", "none: trained biases are not supported");
        if ((fields.Text("task_type") ?? "CAUSAL_LM") != "CAUSAL_LM") throw fields.Wrong("task_type", "CAUSAL_LM");
        if (!fields.IsUnset("layers_pattern") && !fields.IsLayersPattern("layers_pattern")) throw fields.Wrong("layers_pattern", "layers");
        if (!fields.IsUnset("init_lora_weights") && !fields.IsTrueOrOneOf("init_lora_weights", HarmlessBeginnings))
            throw fields.Wrong("init_lora_weights", "true: this one changes the base's weights. Convert the adapter with PEFT's save_pretrained first");
    }
}
