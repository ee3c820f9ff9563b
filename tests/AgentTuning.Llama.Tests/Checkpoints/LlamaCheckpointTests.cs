using AgentTuning.Llama.Checkpoints;
using AgentTuning.Llama.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Tests.Checkpoints;

public sealed class LlamaCheckpointTests : IDisposable
{
    static readonly LlamaConfig Config = LlamaPresets.Tiny(50);

    readonly TemporaryFolder _folder = new();
    readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose()
    {
        _scope.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_saved_model_comes_back_bit_for_bit(bool hasTiedHead)
    {
        using var model = new LlamaModel(Config with { HasTiedHead = hasTiedHead }, seed: 3);

        await LlamaCheckpoint.SaveAsync(_folder.Root, model, cancellationToken: TestContext.Current.CancellationToken);
        using var loaded = LlamaCheckpoint.Load(_folder.Root);

        Assert.Equal(model.Config, loaded.Config);
        Assert.All(model.Parameters.Zip(loaded.Parameters), pair => Assert.True(pair.First.equal(pair.Second).all().item<bool>()));
    }

    [Theory]
    [InlineData(WeightType.F16, 1e-3)]
    [InlineData(WeightType.BF16, 8e-3)]
    public async Task Half_width_weights_come_back_rounded_and_saving_them_again_gives_the_same_bytes(WeightType type, double tolerance)
    {
        using var model = new LlamaModel(Config with { WeightType = type }, seed: 3);

        await LlamaCheckpoint.SaveAsync(_folder.At("first"), model, cancellationToken: TestContext.Current.CancellationToken);
        using var loaded = LlamaCheckpoint.Load(_folder.At("first"));
        await LlamaCheckpoint.SaveAsync(_folder.At("second"), loaded, cancellationToken: TestContext.Current.CancellationToken);

        Assert.All(model.Parameters.Zip(loaded.Parameters), pair => Assert.True(pair.First.allclose(pair.Second, tolerance, 1e-6)));
        Assert.Equal(_folder.Read("first", "model.safetensors"), _folder.Read("second", "model.safetensors"));
    }

    [Fact]
    public async Task The_callers_files_are_copied_as_they_are()
    {
        using var model = new LlamaModel(Config, seed: 3);

        await LlamaCheckpoint.SaveAsync(
            _folder.Root, model, [new CheckpointFile("tokenizer.json", new byte[] { 1, 2, 255 })], TestContext.Current.CancellationToken);

        Assert.Equal([1, 2, 255], _folder.Read("tokenizer.json"));
        Assert.Equal(
            ["config.json", "generation_config.json", "model.safetensors", "tokenizer.json"],
            Directory.GetFiles(_folder.Root).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("../escape.json")]
    [InlineData("config.json")]
    [InlineData("")]
    public async Task A_further_file_cannot_leave_the_folder_or_replace_the_models_own(string name)
    {
        using var model = new LlamaModel(Config, seed: 3);

        var fault = await Assert.ThrowsAsync<ArgumentException>(() => LlamaCheckpoint.SaveAsync(
            _folder.Root, model, [new CheckpointFile(name, new byte[1])], TestContext.Current.CancellationToken));

        Assert.Contains($"'{name}'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_and_unexpected_weights_are_named()
    {
        using var model = new LlamaModel(Config, seed: 3);
        await LlamaCheckpoint.SaveAsync(_folder.Root, model, cancellationToken: TestContext.Current.CancellationToken);

        _folder.Write("config.json", LlamaConfigJson.Write(Config with { LayerCount = 3 }));
        var missing = Assert.Throws<InvalidDataException>(() => LlamaCheckpoint.Load(_folder.Root));
        _folder.Write("config.json", LlamaConfigJson.Write(Config with { LayerCount = 1 }));
        var unexpected = Assert.Throws<InvalidDataException>(() => LlamaCheckpoint.Load(_folder.Root));

        Assert.Contains("lacks 9 of 29 weights: model.layers.2.input_layernorm.weight", missing.Message, StringComparison.Ordinal);
        Assert.Contains("9 weights that a Llama of its config.json does not: model.layers.1.input_layernorm.weight", unexpected.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_weight_of_another_shape_is_named_with_both_shapes()
    {
        using var model = new LlamaModel(Config, seed: 3);
        await LlamaCheckpoint.SaveAsync(_folder.Root, model, cancellationToken: TestContext.Current.CancellationToken);
        _folder.Write("config.json", LlamaConfigJson.Write(Config with { IntermediateSize = 60 }));

        var fault = Assert.Throws<InvalidDataException>(() => LlamaCheckpoint.Load(_folder.Root));

        Assert.Contains("'model.layers.0.mlp.gate_proj.weight' has the shape [64, 32], expected [60, 32]", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_a_model_says_so()
    {
        var fault = Assert.Throws<FileNotFoundException>(() => LlamaCheckpoint.Load(_folder.Root));

        Assert.Contains("has no config.json", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Weights_in_several_files_are_joined_by_their_index()
    {
        using var model = new LlamaModel(Config, seed: 3);
        await LlamaCheckpoint.SaveAsync(_folder.Root, model, cancellationToken: TestContext.Current.CancellationToken);
        File.Delete(_folder.At("model.safetensors"));
        var weights = model.NamedWeights();
        Write("model-00001-of-00002.safetensors", [.. weights.Take(5)]);
        Write("model-00002-of-00002.safetensors", [.. weights.Skip(5)]);
        var map = string.Join(',', weights.Select((pair, i) => $"\"{pair.Key}\":\"model-0000{(i < 5 ? 1 : 2)}-of-00002.safetensors\""));
        _folder.Write("model.safetensors.index.json", "{\"weight_map\":{" + map + "}}");

        using var loaded = LlamaCheckpoint.Load(_folder.Root);

        Assert.All(model.Parameters.Zip(loaded.Parameters), pair => Assert.True(pair.First.equal(pair.Second).all().item<bool>()));

        void Write(string name, IReadOnlyList<KeyValuePair<string, Tensor>> tensors)
        {
            using var stream = File.Create(_folder.At(name));
            SafetensorsFile.Write(stream, tensors, WeightType.F32);
        }
    }

    [Fact]
    public void An_index_cannot_name_a_file_elsewhere()
    {
        _folder.Write("config.json", LlamaConfigJson.Write(Config));
        _folder.Write("model.safetensors.index.json", """{"weight_map":{"a":"../../secret.safetensors"}}""");

        var fault = Assert.Throws<InvalidDataException>(() => LlamaCheckpoint.Load(_folder.Root));

        Assert.Contains("'../../secret.safetensors'", fault.Message, StringComparison.Ordinal);
    }
}
