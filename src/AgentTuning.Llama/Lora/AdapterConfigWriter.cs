using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentTuning.Llama.Models;

namespace AgentTuning.Llama.Lora;

/// <summary>Writes <c>adapter_config.json</c> with the fields of PEFT, in ordinal order as PEFT does.</summary>
static class AdapterConfigWriter
{
    static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The bytes of a configuration.</summary>
    /// <param name="options">How the adapter was trained.</param>
    /// <param name="config">The model.</param>
    public static byte[] Write(LoraOptions options, LlamaConfig config)
    {
        var names = AdapterConfig.Of(options).Targets.Names;
        var targets = names.IsEmpty ? LinearModule.All(config).Select(module => module.ShortName).Distinct() : names;
        var root = new JsonObject
        {
            ["alpha_pattern"] = new JsonObject(),
            ["auto_mapping"] = null,
            ["base_model_name_or_path"] = options.BaseModel,
            ["bias"] = "none",
            ["exclude_modules"] = null,
            ["fan_in_fan_out"] = false,
            ["inference_mode"] = true,
            ["init_lora_weights"] = true,
            ["layer_replication"] = null,
            ["layers_pattern"] = null,
            ["layers_to_transform"] = options.Layers is { } layers ? ArrayOf(layers) : null,
            ["loftq_config"] = new JsonObject(),
            ["lora_alpha"] = options.Alpha == Math.Floor(options.Alpha) ? (long)options.Alpha : options.Alpha,
            ["lora_bias"] = false,
            ["lora_dropout"] = options.Dropout,
            ["megatron_config"] = null,
            ["megatron_core"] = "megatron.core",
            ["modules_to_save"] = null,
            ["peft_type"] = "LORA",
            ["r"] = options.Rank,
            ["rank_pattern"] = new JsonObject(),
            ["revision"] = null,
            ["target_modules"] = ArrayOf(targets),
            ["target_parameters"] = null,
            ["task_type"] = "CAUSAL_LM",
            ["trainable_token_indices"] = null,
            ["use_dora"] = false,
            ["use_rslora"] = options.IsRankStabilized,
        };
        return [.. JsonSerializer.SerializeToUtf8Bytes(root, Indented), (byte)'\n'];
    }

    static JsonArray ArrayOf<T>(IEnumerable<T> values) => [.. values.Select(value => JsonValue.Create(value))];
}
