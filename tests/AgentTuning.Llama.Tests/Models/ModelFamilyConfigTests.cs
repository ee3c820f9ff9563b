using AgentTuning.Llama.Models;

namespace AgentTuning.Llama.Tests.Models;

public sealed class ModelFamilyConfigTests
{
    const string Shape =
        "\"hidden_size\": 64, \"intermediate_size\": 96, \"num_hidden_layers\": 4, \"num_attention_heads\": 4, \"num_key_value_heads\": 2, \"vocab_size\": 500";

    [Fact]
    public void Llama_3_1_lists_several_ends_and_scales_its_frequencies()
    {
        var config = Parse("""
            "model_type": "llama", "rope_theta": 500000.0, "bos_token_id": 100, "eos_token_id": [101, 108, 109], "torch_dtype": "bfloat16",
            "rope_scaling": { "factor": 8.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0, "original_max_position_embeddings": 8192, "rope_type": "llama3" }
            """);

        Assert.Equal(101, config.EndOfTextId);
        Assert.Equal([108, 109], config.OtherEndOfTextIds);
        Assert.Equal(new RopeScaling { Kind = RopeScalingKind.Llama3, Factor = 8, OriginalMaxPositions = 8192 }, config.RopeScaling);
        Assert.Equal(WeightType.BF16, config.WeightType);
    }

    [Fact]
    public void Transformers_5_spells_rotary_positions_in_one_object()
    {
        var config = Parse("""
            "model_type": "llama", "dtype": "float16", "rope_parameters": { "rope_theta": 250000.0, "rope_type": "linear", "factor": 2.0 }
            """);

        Assert.Equal(250_000, config.RopeTheta);
        Assert.Equal(new RopeScaling { Kind = RopeScalingKind.Linear, Factor = 2 }, config.RopeScaling);
        Assert.Equal(WeightType.F16, config.WeightType);
    }

    [Fact]
    public void Qwen_2_has_biases_and_uses_its_window_only_when_told()
    {
        var off = Parse("\"model_type\": \"qwen2\", \"use_sliding_window\": false, \"sliding_window\": 100, \"max_window_layers\": 2, \"bos_token_id\": null, \"eos_token_id\": 7");
        var on = Parse("\"model_type\": \"qwen2\", \"use_sliding_window\": true, \"sliding_window\": 100, \"max_window_layers\": 2");

        Assert.True(off.HasQueryKeyValueBias);
        Assert.False(off.HasOutputBias);
        Assert.Equal(7, off.BeginningOfTextId);
        Assert.Null(off.WindowOf(3));
        Assert.Equal([null, null, 100, 100], Enumerable.Range(0, 4).Select(on.WindowOf));
    }

    [Fact]
    public void Qwen_3_normalizes_heads_whose_size_is_its_own()
    {
        var config = Parse("\"model_type\": \"qwen3\", \"head_dim\": 32, \"attention_bias\": false");

        Assert.True(config.HasQueryKeyNorm);
        Assert.False(config.HasQueryKeyValueBias);
        Assert.Equal(128, config.AttentionWidth);
        Assert.Equal(256, config.QueryKeyValueWidth);
    }

    [Fact]
    public void Mistral_windows_every_layer()
    {
        var config = Parse("\"model_type\": \"mistral\", \"sliding_window\": 4096");

        Assert.Equal(4096, config.WindowOf(0));
        Assert.Null(Parse("\"model_type\": \"mistral\", \"sliding_window\": null").WindowOf(0));
    }

    [Fact]
    public void What_is_absent_is_what_the_family_has_by_default()
    {
        var mistral = LlamaConfigJson.Parse(
            $"{{ {Shape.Replace(", \"num_key_value_heads\": 2", "", StringComparison.Ordinal).Replace("heads\": 4", "heads\": 16", StringComparison.Ordinal)}, \"model_type\": \"mistral\" }}",
            "config.json");

        Assert.Equal(4096, mistral.SlidingWindow);
        Assert.Equal(8, mistral.KeyValueHeadCount);
        Assert.Equal(131_072, mistral.MaxPositions);
        Assert.Equal(4, Parse("\"model_type\": \"llama\", \"num_key_value_heads\": null").KeyValueHeadCount);
        Assert.Equal(4096, Parse("\"model_type\": \"qwen3\", \"use_sliding_window\": true, \"max_window_layers\": 0").SlidingWindow);
    }

    [Theory]
    [InlineData("\"model_type\": \"mixtral\"", "model_type is 'mixtral', expected one of llama, mistral, qwen2, qwen3")]
    [InlineData("\"model_type\": \"llama\", \"architectures\": [\"LlamaForSequenceClassification\"]", "expected LlamaForCausalLM")]
    [InlineData("\"model_type\": \"mistral\", \"attention_bias\": true", "attention_bias is true, expected false")]
    [InlineData("\"model_type\": \"llama\", \"partial_rotary_factor\": 0.5", "partial_rotary_factor is 0.5, expected 1")]
    [InlineData("\"model_type\": \"llama\", \"rope_scaling\": { \"rope_type\": \"dynamic\", \"factor\": 2 }", "rope_type is \"dynamic\", expected default, linear, llama3 or yarn")]
    [InlineData("\"model_type\": \"llama\", \"rope_parameters\": { \"full_attention\": { \"rope_theta\": 1 } }", "numbers that hold for all layers")]
    [InlineData("\"model_type\": \"qwen2\", \"quantization_config\": { \"bits\": 4 }", "no quantization")]
    [InlineData("\"model_type\": \"llama\", \"max_position_embeddings\": 4000000, \"head_dim\": 512", "MaxPositions is 4000000")]
    public void What_is_not_known_is_refused_by_name(string fields, string expected)
    {
        var error = Assert.Throws<InvalidDataException>(() => Parse(fields));

        Assert.StartsWith("config.json", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shape_that_its_family_cannot_name_is_not_written()
    {
        var error = Assert.Throws<ArgumentException>(() => LlamaConfigJson.Write(LlamaPresets.Tiny(50) with { HasQueryKeyNorm = true }));

        Assert.Contains("The config.json of a Llama cannot say which norms of queries and keys", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Layers_of_mixed_kinds_are_refused()
    {
        var error = Assert.Throws<InvalidDataException>(() => Parse(
            "\"model_type\": \"qwen3\", \"layer_types\": [\"sliding_attention\", \"full_attention\", \"full_attention\", \"full_attention\"]"));

        Assert.Contains("layer_types", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_family_is_read_back_as_written()
    {
        foreach (var config in new[]
        {
            Parse("\"model_type\": \"llama\", \"attention_bias\": true, \"mlp_bias\": true"),
            Parse("\"model_type\": \"llama\", \"rope_scaling\": { \"type\": \"yarn\", \"factor\": 4.0, \"original_max_position_embeddings\": 100, \"attention_factor\": 1.5 }"),
            Parse("\"model_type\": \"mistral\", \"sliding_window\": 16"),
            Parse("\"model_type\": \"qwen2\", \"use_sliding_window\": true, \"sliding_window\": 100, \"max_window_layers\": 2"),
            Parse("\"model_type\": \"qwen3\", \"head_dim\": 32, \"tie_word_embeddings\": true"),
        })
        {
            Assert.Equal(config, LlamaConfigJson.Parse(LlamaConfigJson.Write(config), "written"));
        }
    }

    // Values of the formula in the technical report, by hand: turns over 8,192 positions below 1, between 1 and 4, above 4.
    [Fact]
    public void Llama_3_divides_slow_frequencies_keeps_fast_ones_and_blends_between()
    {
        var plain = LlamaPresets.Tiny(64) with { HeadSize = 128, RopeTheta = 500_000 };
        var scaled = plain with { RopeScaling = new() { Kind = RopeScalingKind.Llama3, Factor = 8, OriginalMaxPositions = 8192 } };

        var before = RotaryFrequencies.Of(plain);
        var after = RotaryFrequencies.Of(scaled);

        Assert.Equal(before[0], after[0]);
        Assert.Equal(before[63] / 8, after[63], 1e-12f);
        var turns = 8192 * before[31] / (2 * Math.PI);
        Assert.InRange(turns, 1, 4);
        Assert.Equal(before[31] * (((turns - 1) / 3) + ((1 - ((turns - 1) / 3)) / 8)), after[31], 1e-9);
    }

    static LlamaConfig Parse(string fields) => LlamaConfigJson.Parse($"{{ {Shape}, {fields} }}", "config.json");
}
