using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;
using AgentTuning.Llama.Checkpoints;
using AgentTuning.Llama.Models;
using AgentTuning.Llama.Tests.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Tests.Checkpoints;

/// <summary>What a checkpoint of someone else's making keeps, and how several files are read and written.</summary>
public sealed class CheckpointLayoutTests : IDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose()
    {
        _scope.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(TinyFamilies.Theory), MemberType = typeof(TinyFamilies))]
    public async Task Every_family_comes_back_bit_for_bit_and_is_saved_with_the_same_bytes(string name)
    {
        using var model = PlainTorch.Model(name);

        await SaveAsync("first", model);
        using var loaded = LlamaCheckpoint.Load(_folder.At("first"));
        await SaveAsync("second", loaded);

        Assert.Equal(
            ExpectedWeights.Of(model.Config).Select(weight => $"{weight.Name} {string.Join('x', weight.Shape)}"),
            model.NamedWeights().Select(pair => $"{pair.Key} {string.Join('x', pair.Value.shape)}"));
        AssertSameWeights(model, loaded);
        AssertSameFolders("first", "second");
    }

    [Theory]
    [InlineData(WeightType.F32, true)]
    [InlineData(WeightType.F16, true)]
    [InlineData(WeightType.BF16, true)]
    [InlineData(WeightType.BF16, false)]
    public async Task A_foreign_file_is_saved_with_the_same_bytes_whatever_its_order_and_spelling(WeightType type, bool isMapped)
    {
        using var model = PlainTorch.Model("qwen 2");
        await SaveAsync("own", model);
        WriteForeign("foreign", model, type, spaces: 3);

        using var loaded = LlamaCheckpoint.Load(_folder.At("foreign"), new() { IsMapped = isMapped });
        await SaveAsync("again", loaded);

        Assert.Equal(_folder.Read("foreign", "model.safetensors"), _folder.Read("again", "model.safetensors"));
        Assert.Equal(_folder.Read("foreign", "config.json"), _folder.Read("again", "config.json"));
        Assert.Equal(_folder.Read("foreign", "generation_config.json"), _folder.Read("again", "generation_config.json"));
        Assert.All(model.Parameters.Zip(loaded.Parameters), pair => Assert.True(pair.First.allclose(pair.Second, 8e-3, 1e-6)));
    }

    [Fact]
    public async Task Fields_that_are_not_used_here_stay_when_the_number_type_changes()
    {
        using var model = PlainTorch.Model("qwen 2");
        WriteForeign("foreign", model, WeightType.F32, spaces: 0);

        using var loaded = LlamaCheckpoint.Load(_folder.At("foreign"));
        await LlamaCheckpoint.SaveAsync(_folder.At("half"), loaded, new SaveOptions { WeightType = WeightType.F16 }, cancellationToken: Token);

        var config = JsonNode.Parse(_folder.Read("half", "config.json"))!;
        Assert.Equal("float16", (string?)config["torch_dtype"]);
        Assert.Equal("für später", (string?)config["unknown_field"]!["text"]);
        using var half = LlamaCheckpoint.Load(_folder.At("half"));
        Assert.Equal(loaded.Config with { WeightType = WeightType.F16 }, half.Config);
    }

    [Fact]
    public async Task Ids_of_the_generation_configuration_end_a_text_too()
    {
        using var model = PlainTorch.Model("llama 3.1");
        await SaveAsync("model", model);
        _folder.Write("model/generation_config.json", "{ \"eos_token_id\": [2, 9] }");

        using var loaded = LlamaCheckpoint.Load(_folder.At("model"));

        Assert.Equal([2, 3, 4, 9], loaded.StopIds);
        Assert.Equal([3, 4], loaded.Config.OtherEndOfTextIds);
    }

    [Fact]
    public async Task A_model_in_several_files_has_an_index_and_is_saved_so_again()
    {
        using var model = PlainTorch.Model("qwen 3");

        await LlamaCheckpoint.SaveAsync(_folder.At("first"), model, new SaveOptions { MaxShardBytes = 20_000 }, cancellationToken: Token);
        using var loaded = LlamaCheckpoint.Load(_folder.At("first"));
        await SaveAsync("second", loaded);

        var index = JsonNode.Parse(_folder.Read("first", "model.safetensors.index.json"))!;
        Assert.Equal(4 * model.Config.ParameterCount, (long)index["metadata"]!["total_size"]!);
        var files = index["weight_map"]!.AsObject().Select(pair => (string)pair.Value!).Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.Equal("model-00001-of-00005.safetensors", files[0]);
        Assert.Equal(5, files.Count);
        Assert.All(files, file => Assert.InRange(new FileInfo(_folder.At("first", file)).Length, 1, 22_000));
        AssertSameWeights(model, loaded);
        AssertSameFolders("first", "second");
    }

    [Fact]
    public async Task Weights_under_other_names_do_not_stay_beside_new_ones()
    {
        using var model = PlainTorch.Model("llama 2");

        await SaveAsync("model", model);
        await LlamaCheckpoint.SaveAsync(_folder.At("model"), model, new SaveOptions { MaxShardBytes = 30_000 }, cancellationToken: Token);
        Assert.False(File.Exists(_folder.At("model", "model.safetensors")));
        await SaveAsync("model", model);

        Assert.Equal(
            ["config.json", "generation_config.json", "model.safetensors"],
            Directory.GetFiles(_folder.At("model")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_shard_that_is_missing_short_or_without_its_tensor_is_named()
    {
        using var model = PlainTorch.Model("llama 2");
        await LlamaCheckpoint.SaveAsync(_folder.At("m"), model, new SaveOptions { MaxShardBytes = 30_000 }, cancellationToken: Token);
        var shard = Directory.GetFiles(_folder.At("m"), "model-00002-*").Single();
        var bytes = await File.ReadAllBytesAsync(shard, Token);

        await File.WriteAllBytesAsync(shard, bytes[..^100], Token);
        var cut = Assert.Throws<InvalidDataException>(() => LlamaCheckpoint.Load(_folder.At("m")));
        await File.WriteAllBytesAsync(shard, bytes[..5], Token);
        var beheaded = Assert.Throws<InvalidDataException>(() => LlamaCheckpoint.Load(_folder.At("m")));
        File.Delete(shard);
        var absent = Assert.Throws<FileNotFoundException>(() => LlamaCheckpoint.Load(_folder.At("m")));

        Assert.Contains(Path.GetFileName(shard), cut.Message, StringComparison.Ordinal);
        Assert.Contains("cut short", cut.Message, StringComparison.Ordinal);
        Assert.Contains("expected at least 8", beheaded.Message, StringComparison.Ordinal);
        Assert.Contains($"lacks {Path.GetFileName(shard)}", absent.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tied_head_that_is_stored_again_must_be_the_embeddings()
    {
        using var model = PlainTorch.Model("llama 3.2");
        var weights = model.NamedWeights();
        await SaveAsync("m", model);
        Write([.. weights, new("lm_head.weight", weights[0].Value)]);
        using (var loaded = LlamaCheckpoint.Load(_folder.At("m")))
        {
            await SaveAsync("again", loaded);
            Assert.Equal(_folder.Read("m", "model.safetensors"), _folder.Read("again", "model.safetensors"));
        }
        Write([.. weights, new("lm_head.weight", weights[0].Value + 1)]);

        var fault = Assert.Throws<InvalidDataException>(() => LlamaCheckpoint.Load(_folder.At("m")));

        Assert.Contains("lm_head.weight has other numbers", fault.Message, StringComparison.Ordinal);

        void Write(IReadOnlyList<KeyValuePair<string, Tensor>> tensors)
        {
            using var stream = File.Create(_folder.At("m", "model.safetensors"));
            SafetensorsFile.Write(stream, tensors, WeightType.F32);
        }
    }

    [Fact]
    public async Task A_frozen_model_in_bfloat16_takes_half_the_memory_and_no_gradient()
    {
        using var model = PlainTorch.Model("qwen 3");
        await LlamaCheckpoint.SaveAsync(_folder.At("m"), model, new SaveOptions { WeightType = WeightType.BF16 }, cancellationToken: Token);

        using var wide = LlamaCheckpoint.Load(_folder.At("m"));
        using var narrow = LlamaCheckpoint.Load(_folder.At("m"), new() { MemoryType = WeightType.BF16, IsFrozen = true });
        using var replica = narrow.Share();
        var ids = tensor(new long[] { 1, 5, 9, 2, 7, 30 }, [1, 6]);

        Assert.All(narrow.Parameters.Concat(replica.Parameters), parameter =>
        {
            Assert.Equal(ScalarType.BFloat16, parameter.dtype);
            Assert.False(parameter.requires_grad);
        });
        Assert.All(wide.Parameters, parameter => Assert.True(parameter.requires_grad));
        Assert.True(wide.Logits(wide.Forward(ids)).allclose(narrow.Logits(narrow.Forward(ids)), 0, 0));
        Assert.True(wide.Logits(wide.Forward(ids)).allclose(replica.Logits(replica.Forward(ids)), 0, 0));
    }

    [Fact]
    public async Task Weights_on_the_files_own_bytes_outlive_the_file_and_do_not_change_it()
    {
        using var model = PlainTorch.Model("llama 2");
        await SaveAsync("m", model);
        var before = _folder.Read("m", "model.safetensors");

        using var mapped = LlamaCheckpoint.Load(_folder.At("m"));
        Assert.Contains(await File.ReadAllLinesAsync("/proc/self/maps", Token), line => line.Contains(_folder.At("m"), StringComparison.Ordinal));
        using (no_grad())
            foreach (var parameter in mapped.Parameters) parameter.mul_(2);
        Assert.Equal(before, _folder.Read("m", "model.safetensors"));
        await SaveAsync("m", mapped);
        using var doubled = LlamaCheckpoint.Load(_folder.At("m"));

        Assert.All(model.Parameters.Zip(doubled.Parameters), pair => Assert.True((pair.First * 2).allclose(pair.Second, 0, 0)));
        Assert.All(model.Parameters.Zip(mapped.Parameters), pair => Assert.True((pair.First * 2).allclose(pair.Second, 0, 0)));
    }

    [Fact]
    public async Task A_full_disk_leaves_the_model_that_was_there()
    {
        if (!File.Exists("/dev/full")) Assert.Skip("Needs /dev/full.");
        using var first = PlainTorch.Model("llama 2");
        await LlamaCheckpoint.SaveAsync(_folder.At("m"), first, new SaveOptions { MaxShardBytes = 30_000 }, cancellationToken: Token);
        await LlamaCheckpoint.SaveAsync(_folder.At("copy"), first, new SaveOptions { MaxShardBytes = 30_000 }, cancellationToken: Token);
        using var second = new LlamaModel(first.Config with { EndOfTextId = 5 }, seed: 8);
        var lastShard = Path.GetFileName(Directory.GetFiles(_folder.At("m"), "model-*").Max())!;
        // The last file is written to where there is never any room.
        File.CreateSymbolicLink(_folder.At("m", $".{lastShard}.tmp"), "/dev/full");

        var fault = await Assert.ThrowsAsync<IOException>(
            () => LlamaCheckpoint.SaveAsync(_folder.At("m"), second, new SaveOptions { MaxShardBytes = 30_000 }, cancellationToken: Token));

        Assert.Contains("No space left on device", fault.Message, StringComparison.Ordinal);
        Assert.StartsWith($"The model cannot be written to {_folder.At("m")}: ", fault.Message, StringComparison.Ordinal);
        AssertSameFolders("copy", "m");
    }

    [Fact]
    public async Task A_mapping_goes_with_its_last_weight()
    {
        using var model = PlainTorch.Model("llama 2");
        await SaveAsync("m", model);

        for (var i = 0; i < 20; i++) LlamaCheckpoint.Load(_folder.At("m")).Dispose();

        Assert.DoesNotContain(await File.ReadAllLinesAsync("/proc/self/maps", Token), line => line.Contains(_folder.At("m"), StringComparison.Ordinal));
    }

    static CancellationToken Token => TestContext.Current.CancellationToken;

    Task SaveAsync(string name, LlamaModel model) => LlamaCheckpoint.SaveAsync(_folder.At(name), model, cancellationToken: Token);

    static void AssertSameWeights(LlamaModel first, LlamaModel second) =>
        Assert.All(first.Parameters.Zip(second.Parameters), pair => Assert.True(pair.First.equal(pair.Second).all().item<bool>()));

    void AssertSameFolders(string first, string second)
    {
        var names = Directory.GetFiles(_folder.At(first)).Select(Path.GetFileName).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(names, Directory.GetFiles(_folder.At(second)).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(names, name => Assert.Equal(_folder.Read(first, name!), _folder.Read(second, name!)));
    }

    // Alphabetical, with rotary frequencies, metadata and white space of its own, as other programs write.
    void WriteForeign(string name, LlamaModel model, WeightType type, int spaces)
    {
        Directory.CreateDirectory(_folder.At(name));
        var config = JsonNode.Parse(LlamaConfigJson.Write(model.Config with { WeightType = type }))!;
        config["unknown_field"] = new JsonObject { ["text"] = "für später" };
        _folder.Write($"{name}/config.json", config.ToJsonString() + "\n\n");
        _folder.Write($"{name}/generation_config.json", "{ \"temperature\": 0.6,\n\"eos_token_id\": 2 }");
        var tensors = model.NamedWeights().Append(new("model.layers.0.self_attn.rotary_emb.inv_freq", arange(4, dtype: ScalarType.Float32)))
            .OrderBy(pair => pair.Key, StringComparer.Ordinal).ToList();
        var header = new JsonObject();
        var data = new MemoryStream();
        foreach (var (tensorName, tensor) in tensors)
        {
            var first = data.Length;
            SafetensorsWriter.WriteNumbers(data, tensor, type);
            header[tensorName] = new JsonObject
            {
                ["data_offsets"] = new JsonArray(first, data.Length),
                ["shape"] = new JsonArray([.. tensor.shape.Select(size => (JsonNode)size)]),
                ["dtype"] = type.ToString(),
            };
        }
        header["__metadata__"] = new JsonObject { ["format"] = "pt", ["by"] = "someone else" };
        var text = Encoding.UTF8.GetBytes(header.ToJsonString() + new string(' ', spaces));
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, text.Length);
        File.WriteAllBytes(_folder.At(name, "model.safetensors"), [.. length, .. text, .. data.ToArray()]);
    }
}
