using System.Text.Json.Nodes;
using AgentTuning.Llama.Checkpoints;
using AgentTuning.Llama.Lora;
using AgentTuning.Llama.Models;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Tests.Lora;

/// <summary>What an adapter's folder must not be, each with its message.</summary>
public sealed class AdapterReaderTests : IAsyncLifetime
{
    const string Weights = "adapter_model.safetensors";
    const string Config = "adapter_config.json";

    readonly TemporaryFolder _folder = new();

    public async ValueTask InitializeAsync()
    {
        var options = new LoraOptions { Rank = 2, Targets = ["o_proj"], BaseModel = "models/base" };
        using var model = Adapted.Model(Adapted.Tiny, options);
        await LoraCheckpoint.SaveAsync(_folder.Root, model, options, cancellationToken: TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("peft_type", "\"ADALORA\"", "peft_type is \"ADALORA\", expected LORA")]
    [InlineData("task_type", "\"SEQ_CLS\"", "task_type is \"SEQ_CLS\", expected CAUSAL_LM")]
    [InlineData("bias", "\"all\"", "bias is \"all\", expected none")]
    [InlineData("use_dora", "true", "use_dora is true, expected nothing: it is not supported")]
    [InlineData("modules_to_save", "[\"lm_head\"]", "modules_to_save is [\"lm_head\"], expected nothing: it is not supported")]
    [InlineData("fan_in_fan_out", "true", "fan_in_fan_out is true, expected nothing")]
    [InlineData("trainable_token_indices", "[1]", "trainable_token_indices is [1], expected nothing")]
    [InlineData("target_parameters", "[\"x\"]", "target_parameters is [\"x\"], expected nothing")]
    [InlineData("layer_replication", "[[0, 1]]", "layer_replication is [[0,1]], expected nothing")]
    [InlineData("lora_bias", "true", "lora_bias is true, expected nothing")]
    [InlineData("init_lora_weights", "\"pissa\"", "init_lora_weights is \"pissa\", expected true: this one changes the base's weights")]
    [InlineData("layers_pattern", "\"blocks\"", "layers_pattern is \"blocks\", expected layers")]
    [InlineData("target_modules", "null", "target_modules is null, expected a list of names, or one expression")]
    [InlineData("target_modules", "[1]", "target_modules is [1], expected names of modules")]
    [InlineData("target_modules", "\"(a\"", "The expression '(a' cannot be used")]
    [InlineData("target_modules", "\"(?=a).*\"", "The expression '(?=a).*' cannot be used")]
    [InlineData("r", "\"8\"", "r is \"8\", expected a whole number")]
    [InlineData("r", "0", "Rank")]
    [InlineData("lora_alpha", "true", "lora_alpha is true, expected a number")]
    [InlineData("lora_dropout", "1", "Dropout")]
    [InlineData("rank_pattern", "{\"o_proj\": 2.5}", "rank_pattern is {\"o_proj\":2.5}, expected positive whole numbers by names of modules")]
    [InlineData("use_rslora", "1", "use_rslora is 1, expected true or false")]
    public void A_field_that_is_wrong_or_not_supported_is_named(string field, string value, string message)
    {
        var root = JsonNode.Parse(File.ReadAllText(_folder.At(Config)))!.AsObject();
        root[field] = JsonNode.Parse(value);
        _folder.Write(Config, root.ToJsonString());

        var exception = Assert.Throws<InvalidDataException>(Read);

        Assert.StartsWith(_folder.At(Config), exception.Message);
        Assert.Contains(message, exception.Message);
    }

    [Theory]
    [InlineData("[]", "is a JSON Array, expected an object")]
    [InlineData("{\"r\":", "adapter_config.json: ")]
    public void A_configuration_that_is_none_is_refused(string text, string message)
    {
        _folder.Write(Config, text);

        Assert.Contains(message, Assert.Throws<InvalidDataException>(Read).Message);
    }

    [Fact]
    public void A_missing_tensor_is_named()
    {
        Rewrite(tensors => tensors.RemoveAll(tensor => tensor.Key.Contains("layers.1")));

        var exception = Assert.Throws<InvalidDataException>(Read);

        Assert.Equal(
            $"{_folder.At(Weights)} lacks 2 of 6 tensors: base_model.model.model.layers.1.self_attn.o_proj.lora_A.weight, "
            + "base_model.model.model.layers.1.self_attn.o_proj.lora_B.weight. Does the adapter belong to this base model?",
            exception.Message);
    }

    [Fact]
    public void An_unexpected_tensor_is_named()
    {
        Rewrite(tensors => tensors.Add(new("base_model.model.lm_head.lora_A.weight", zeros(2, 64))));

        var exception = Assert.Throws<InvalidDataException>(Read);

        Assert.Equal(
            $"{_folder.At(Weights)} has 1 tensors that its adapter_config.json and the base model do not call for: base_model.model.lm_head.lora_A.weight. "
            + "Adapters are for the projections inside the layers.",
            exception.Message);
    }

    [Fact]
    public void A_tensor_of_another_shape_is_named_with_the_base_it_was_made_for()
    {
        Rewrite(tensors => tensors[3] = new(tensors[3].Key, zeros(63, 2)));

        var exception = Assert.Throws<InvalidDataException>(Read);

        Assert.Equal(
            $"{_folder.At(Weights)}: tensor 'base_model.model.model.layers.1.self_attn.o_proj.lora_B.weight' has the shape [63, 2], expected [32, 2] "
            + "by the rank and the base model. The adapter was made for models/base.",
            exception.Message);
    }

    [Fact]
    public void A_file_that_was_cut_short_is_refused()
    {
        File.WriteAllBytes(_folder.At(Weights), _folder.Read(Weights)[..^5]);

        Assert.Contains("Was the file cut short?", Assert.Throws<InvalidDataException>(Read).Message);
    }

    [Fact]
    public void Weights_as_a_program_are_not_read()
    {
        File.Move(_folder.At(Weights), _folder.At("adapter_model.bin"));

        var exception = Assert.Throws<FileNotFoundException>(Read);

        Assert.Equal($"{_folder.Root} has adapter_model.bin, which holds a program and is not read. Save the adapter as safetensors with PEFT.", exception.Message);
    }

    [Fact]
    public void A_folder_without_an_adapter_is_refused()
    {
        File.Delete(_folder.At(Config));

        Assert.Equal($"{_folder.Root} has no adapter_config.json, expected an adapter in PEFT's format.", Assert.Throws<FileNotFoundException>(Read).Message);
    }

    void Read()
    {
        using var adapter = AdapterReader.Read(_folder.Root, Adapted.Tiny);
    }

    void Rewrite(Action<List<KeyValuePair<string, Tensor>>> change)
    {
        using var scope = NewDisposeScope();
        List<KeyValuePair<string, Tensor>> tensors;
        using (var file = new SafetensorsFile(_folder.At(Weights)))
        {
            tensors = [.. file.Entries.Select(entry =>
            {
                var numbers = empty([.. entry.Shape]);
                file.Read(entry, numbers);
                return KeyValuePair.Create(entry.Name, numbers);
            })];
        }
        change(tensors);
        using var stream = File.Create(_folder.At(Weights));
        SafetensorsFile.Write(stream, tensors, WeightType.F32);
    }
}
