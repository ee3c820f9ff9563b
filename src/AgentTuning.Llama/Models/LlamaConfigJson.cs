using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentTuning.Llama.Models;

/// <summary>Reads and writes Hugging Face's <c>config.json</c> of the Llama family.</summary>
public static class LlamaConfigJson
{
    const int MaxBytes = 1 << 20;

    static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n" };

    /// <summary>The configuration in a file.</summary>
    /// <exception cref="InvalidDataException">The file is no JSON, of another family, or asks for what this project lacks.</exception>
    public static LlamaConfig Read(string path)
    {
        var length = new FileInfo(path).Length;
        if (length > MaxBytes)
            throw new InvalidDataException($"{path} has {length} bytes, expected at most {MaxBytes} for a model's configuration.");
        return Parse(File.ReadAllText(path), path);
    }

    /// <summary>The configuration in a text.</summary>
    /// <param name="json">The text of a <c>config.json</c>.</param>
    /// <param name="source">Names the text in messages.</param>
    /// <exception cref="InvalidDataException">The text is no JSON, of another family, or asks for what this project lacks.</exception>
    public static LlamaConfig Parse(string json, string source)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new InvalidDataException($"{source} holds a JSON {document.RootElement.ValueKind}, expected an object.");
            var config = ConfigReader.Read(new ConfigFields(document.RootElement, source));
            config.Validate();
            return config;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{source} is no valid JSON: {e.Message}", e);
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException($"{source}: {e.Message}", e);
        }
    }

    /// <summary>The ids of <c>eos_token_id</c> in a configuration or generation configuration: one, several or none.</summary>
    /// <exception cref="InvalidDataException">The text is no JSON, or the ids are no whole numbers.</exception>
    public static IReadOnlyList<int> EndOfTextIds(string json, string source)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new InvalidDataException($"{source} holds a JSON {document.RootElement.ValueKind}, expected an object.");
            return new ConfigFields(document.RootElement, source).Integers("eos_token_id");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{source} is no valid JSON: {e.Message}", e);
        }
    }

    /// <summary>The text of a <c>config.json</c>, as Transformers reads it.</summary>
    /// <exception cref="ArgumentException">The shape has parts that no configuration of its family can name.</exception>
    public static string Write(LlamaConfig config)
    {
        RequireParts(config);
        var root = new JsonObject
        {
            ["architectures"] = new JsonArray(config.Family + "ForCausalLM"),
            ["attention_bias"] = config.HasOutputBias,
            ["attention_dropout"] = 0.0,
            ["bos_token_id"] = config.BeginningOfTextId,
            ["eos_token_id"] = EndOfTextIds(config),
            ["head_dim"] = config.HeadSize,
            ["hidden_act"] = "silu",
            ["hidden_size"] = config.HiddenSize,
            ["initializer_range"] = 0.02,
            ["intermediate_size"] = config.IntermediateSize,
            ["max_position_embeddings"] = config.MaxPositions,
            ["mlp_bias"] = config.HasFeedForwardBias,
            ["model_type"] = ConfigReader.NameOf(config.Family),
            ["num_attention_heads"] = config.HeadCount,
            ["num_hidden_layers"] = config.LayerCount,
            ["num_key_value_heads"] = config.KeyValueHeadCount,
            ["pretraining_tp"] = 1,
            ["rms_norm_eps"] = config.NormEpsilon,
            ["rope_scaling"] = RopeScaling(config.RopeScaling),
            ["rope_theta"] = config.RopeTheta,
            ["tie_word_embeddings"] = config.HasTiedHead,
            ["torch_dtype"] = ConfigFields.NameOf(config.WeightType),
            ["use_cache"] = true,
            ["vocab_size"] = config.VocabularySize,
        };
        AddWindow(root, config);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Indented)) root.WriteTo(writer);
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    static void RequireParts(LlamaConfig config)
    {
        var family = config.Family;
        Require(config.HasQueryKeyValueBias == (family == ModelFamily.Qwen2 || config.HasOutputBias), "biases of queries, keys and values");
        Require(!config.HasOutputBias || family is ModelFamily.Llama or ModelFamily.Qwen3, "a bias after attention");
        Require(!config.HasFeedForwardBias || family == ModelFamily.Llama, "biases of the feed-forward block");
        Require(config.HasQueryKeyNorm == (family == ModelFamily.Qwen3), "norms of queries and keys");
        Require(config.SlidingWindow is null || family != ModelFamily.Llama, "a sliding window");
        Require(config.FirstWindowedLayer == 0 || family is ModelFamily.Qwen2 or ModelFamily.Qwen3, "layers without the window");

        void Require(bool isExpressible, string part)
        {
            if (!isExpressible)
                throw new ArgumentException($"The config.json of a {family} cannot say which {part} this model has. Choose the family that has them.", nameof(config));
        }
    }

    internal static JsonNode EndOfTextIds(LlamaConfig config) => config.OtherEndOfTextIds.Count == 0
        ? config.EndOfTextId
        : new JsonArray([config.EndOfTextId, .. config.OtherEndOfTextIds.Select(id => (JsonNode)id)]);

    static JsonObject? RopeScaling(RopeScaling? scaling) => scaling switch
    {
        null => null,
        { Kind: RopeScalingKind.Linear } => new() { ["rope_type"] = "linear", ["factor"] = scaling.Factor },
        { Kind: RopeScalingKind.Llama3 } => new()
        {
            ["rope_type"] = "llama3",
            ["factor"] = scaling.Factor,
            ["low_freq_factor"] = scaling.LowFrequencyFactor,
            ["high_freq_factor"] = scaling.HighFrequencyFactor,
            ["original_max_position_embeddings"] = scaling.OriginalMaxPositions,
        },
        _ => new()
        {
            ["rope_type"] = "yarn",
            ["factor"] = scaling.Factor,
            ["beta_fast"] = scaling.BetaFast,
            ["beta_slow"] = scaling.BetaSlow,
            ["attention_factor"] = scaling.Amplitude,
            ["original_max_position_embeddings"] = scaling.OriginalMaxPositions,
        },
    };

    static void AddWindow(JsonObject root, LlamaConfig config)
    {
        if (config.Family == ModelFamily.Llama) return;
        root["sliding_window"] = config.SlidingWindow;
        if (config.Family == ModelFamily.Mistral) return;
        root["use_sliding_window"] = config.SlidingWindow is not null;
        root["max_window_layers"] = config.SlidingWindow is null ? config.LayerCount : config.FirstWindowedLayer;
    }
}
