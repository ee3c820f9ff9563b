using AgentTuning.Llama.Models;

namespace AgentTuning.Llama.Tests.Models;

public sealed class LlamaConfigTests
{
    const string Llama2With7B =
        """
        {
          "architectures": ["LlamaForCausalLM"], "bos_token_id": 1, "eos_token_id": 2, "hidden_act": "silu", "hidden_size": 4096,
          "initializer_range": 0.02, "intermediate_size": 11008, "max_position_embeddings": 4096, "model_type": "llama",
          "num_attention_heads": 32, "num_hidden_layers": 32, "num_key_value_heads": 32, "pretraining_tp": 1, "rms_norm_eps": 1e-05,
          "rope_scaling": null, "tie_word_embeddings": false, "torch_dtype": "float16", "use_cache": true, "vocab_size": 32000
        }
        """;

    [Fact]
    public void The_published_configuration_of_Llama_2_is_the_preset() =>
        Assert.Equal(LlamaPresets.Llama2With7B, LlamaConfigJson.Parse(Llama2With7B, "config.json"));

    [Fact]
    public void Presets_have_the_published_numbers_of_parameters()
    {
        Assert.Equal(6_738_415_616, LlamaPresets.Llama2With7B.ParameterCount);
        Assert.Equal(13_015_864_320, LlamaPresets.Llama2With13B.ParameterCount);
        Assert.Equal(68_976_648_192, LlamaPresets.Llama2With70B.ParameterCount);
        Assert.Equal(8_030_261_248, LlamaPresets.Llama31With8B.ParameterCount);
        Assert.Equal(1_235_814_400, LlamaPresets.Llama32With1B.ParameterCount);
        Assert.Equal(7_241_732_096, LlamaPresets.Mistral7B.ParameterCount);
        Assert.Equal(7_615_616_512, LlamaPresets.Qwen25With7B.ParameterCount);
        Assert.Equal(8_190_735_360, LlamaPresets.Qwen3With8B.ParameterCount);
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        var config = LlamaPresets.Small(777) with { RopeTheta = 500_000, NormEpsilon = 1e-6, WeightType = WeightType.BF16, EndOfTextId = 5 };

        Assert.Equal(config, LlamaConfigJson.Parse(LlamaConfigJson.Write(config), "config.json"));
    }

    [Theory]
    [InlineData("\"model_type\": \"llama\"", "\"model_type\": \"gemma\"", "model_type is 'gemma', expected one of llama, mistral, qwen2, qwen3")]
    [InlineData("\"hidden_act\": \"silu\"", "\"hidden_act\": \"gelu\"", "hidden_act is \"gelu\", expected silu")]
    [InlineData("\"rope_scaling\": null", "\"rope_scaling\": {\"type\":\"linear\"}", "rope_scaling: factor is missing, expected a number of at least 1")]
    [InlineData("\"rope_scaling\": null", "\"rope_scaling\": {\"rope_type\":\"longrope\"}", "rope_type is \"longrope\", expected default, linear, llama3 or yarn")]
    [InlineData("\"vocab_size\": 32000", "\"vocab_size\": \"many\"", "vocab_size is \"many\", expected a whole number")]
    [InlineData("\"vocab_size\": 32000", "\"unused\": 1", "vocab_size is missing")]
    [InlineData("\"num_attention_heads\": 32", "\"num_attention_heads\": 31", "HiddenSize is 4096 with 31 heads")]
    [InlineData("\"num_key_value_heads\": 32", "\"num_key_value_heads\": 5", "KeyValueHeadCount is 5, expected a divisor of the 32")]
    [InlineData("\"num_hidden_layers\": 32", "\"num_hidden_layers\": 2000000000", "LayerCount")]
    [InlineData("\"hidden_size\": 4096", "\"hidden_size\": -4096", "HiddenSize")]
    [InlineData("\"torch_dtype\": \"float16\"", "\"torch_dtype\": \"int8\"", "torch_dtype is \"int8\", expected float32, float16 or bfloat16")]
    [InlineData("\"bos_token_id\": 1", "\"bos_token_id\": 32000", "expected ids below the vocabulary size of 32000")]
    [InlineData("\"use_cache\": true", "\"use_cache\": ", "no valid JSON")]
    public void What_cannot_be_is_refused_with_what_was_found(string found, string replacement, string expected)
    {
        var fault = Assert.Throws<InvalidDataException>(
            () => LlamaConfigJson.Parse(Llama2With7B.Replace(found, replacement, StringComparison.Ordinal), "folder/config.json"));

        Assert.Contains("folder/config.json", fault.Message, StringComparison.Ordinal);
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }
}
