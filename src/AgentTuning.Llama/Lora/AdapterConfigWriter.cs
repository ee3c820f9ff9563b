using System.Collections.Immutable;
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
        var root = new JsonObject
        {
            ["alpha_pattern"] = Pattern(options.AlphaPattern),
            ["auto_mapping"] = null,
            ["base_model_name_or_path"] = options.BaseModel,
            ["bias"] = "none",
            ["exclude_modules"] = options.Excluded.IsEmpty ? null : Modules(options.Excluded, config),
            ["fan_in_fan_out"] = false,
            ["inference_mode"] = true,
            ["init_lora_weights"] = true,
            ["layer_replication"] = null,
            ["layers_pattern"] = null,
            ["layers_to_transform"] = options.Layers is { } layers ? ArrayOf(layers) : null,
            ["loftq_config"] = new JsonObject(),
            ["lora_alpha"] = Number(options.Alpha),
            ["lora_bias"] = false,
            ["lora_dropout"] = options.Dropout == 0 ? Zero() : JsonValue.Create(options.Dropout),
            ["megatron_config"] = null,
            ["megatron_core"] = "megatron.core",
            ["modules_to_save"] = null,
            ["peft_type"] = "LORA",
            ["r"] = options.Rank,
            ["rank_pattern"] = Pattern(options.RankPattern),
            ["revision"] = null,
            ["target_modules"] = Modules(options.Targets, config),
            ["target_parameters"] = null,
            ["task_type"] = "CAUSAL_LM",
            ["trainable_token_indices"] = null,
            ["use_dora"] = false,
            ["use_rslora"] = options.IsRankStabilized,
        };
        return [.. JsonSerializer.SerializeToUtf8Bytes(root, Indented), (byte)'\n'];
    }

    // A list, or one expression as a text. The word for all is spelled out, as PEFT does.
    static JsonNode Modules(ImmutableArray<string> names, LlamaConfig config) => names switch
    {
        [var all] when ModuleNames.IsAllLinear(all) => ArrayOf(LinearModule.All(config).Select(module => module.ShortName).Distinct()),
        [var expression] when ModuleNames.IsExpression(expression) => JsonValue.Create(expression),
        _ => ArrayOf(names),
    };

    static JsonObject Pattern(ImmutableArray<KeyValuePair<string, double>> pattern) =>
        new(pattern.Select(entry => KeyValuePair.Create<string, JsonNode?>(entry.Key, Number(entry.Value))));

    static JsonValue Number(double value) => value == Math.Floor(value) && Math.Abs(value) < 1e15 ? JsonValue.Create((long)value) : JsonValue.Create(value);

    // A share is a floating-point number for PEFT, and 0 would be an integer.
    static JsonNode Zero() => JsonNode.Parse("0.0")!;

    static JsonArray ArrayOf<T>(IEnumerable<T> values) => [.. values.Select(value => JsonValue.Create(value))];
}
