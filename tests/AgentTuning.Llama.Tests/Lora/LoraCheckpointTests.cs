using System.Text;
using AgentTuning.Llama.Checkpoints;
using AgentTuning.Llama.Lora;
using AgentTuning.Llama.Models;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Tests.Lora;

/// <summary>Adapter folders in the layout of PEFT (https://github.com/huggingface/peft, file names, fields and tensor names).</summary>
public sealed class LoraCheckpointTests : IDisposable
{
    static readonly LoraOptions Options = new() { Rank = 3, Alpha = 6, Dropout = 0.05, Targets = ["q_proj", "down_proj"], BaseModel = "models/base" };

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_configuration_has_the_fields_of_PEFT_in_its_order()
    {
        using var model = Adapted.Model(Adapted.Tiny, Options);

        await SaveAsync(model, Options, "adapter");

        Assert.Equal(
            """
            {
              "alpha_pattern": {},
              "auto_mapping": null,
              "base_model_name_or_path": "models/base",
              "bias": "none",
              "exclude_modules": null,
              "fan_in_fan_out": false,
              "inference_mode": true,
              "init_lora_weights": true,
              "layer_replication": null,
              "layers_pattern": null,
              "layers_to_transform": null,
              "loftq_config": {},
              "lora_alpha": 6,
              "lora_bias": false,
              "lora_dropout": 0.05,
              "megatron_config": null,
              "megatron_core": "megatron.core",
              "modules_to_save": null,
              "peft_type": "LORA",
              "r": 3,
              "rank_pattern": {},
              "revision": null,
              "target_modules": [
                "q_proj",
                "down_proj"
              ],
              "target_parameters": null,
              "task_type": "CAUSAL_LM",
              "trainable_token_indices": null,
              "use_dora": false,
              "use_rslora": false
            }

            """,
            Encoding.UTF8.GetString(_folder.Read("adapter", "adapter_config.json")));
    }

    [Fact]
    public async Task Tensors_have_the_names_and_shapes_of_PEFT()
    {
        using var model = Adapted.Model(Adapted.Tiny, Options);

        await SaveAsync(model, Options, "adapter");

        using var file = new SafetensorsFile(_folder.At("adapter", "adapter_model.safetensors"));
        Assert.Equal(
            [
                "base_model.model.model.layers.0.mlp.down_proj.lora_A.weight [3, 64]",
                "base_model.model.model.layers.0.mlp.down_proj.lora_B.weight [32, 3]",
                "base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight [3, 32]",
                "base_model.model.model.layers.0.self_attn.q_proj.lora_B.weight [32, 3]",
            ],
            file.Entries.Take(4).Select(entry => $"{entry.Name} [{string.Join(", ", entry.Shape)}]"));
        Assert.Equal(3 * 4, file.Entries.Length);
        Assert.All(file.Entries, entry => Assert.Equal(WeightType.F32, entry.Type));
    }

    [Theory]
    [InlineData(false, 1.0)]
    [InlineData(true, 1.7320508)] // 3 / √3
    public void Alpha_is_divided_by_the_rank_or_by_its_root(bool isRankStabilized, double scale)
    {
        var options = Options with { Alpha = 3, IsRankStabilized = isRankStabilized };

        var shapes = AdapterShapes.Of(options, Adapted.Tiny);

        Assert.All(shapes, shape => Assert.Equal(scale, shape.Scale, 1e-7));
    }

    [Fact]
    public void Ranks_and_alphas_by_name_count_for_the_ends_of_names()
    {
        var options = Options with
        {
            RankPattern = [new("layers.1.mlp.down_proj", 8), new("down_proj", 5)],
            AlphaPattern = [new("^model.*q_proj", 12)],
        };

        var shapes = AdapterShapes.Of(options, Adapted.Tiny).Select(shape => $"{shape.Module.Layer} {shape.Module.ShortName} {shape.Rank} {shape.Scale:0.00}");

        Assert.Equal(
            ["0 q_proj 3 4.00", "0 down_proj 5 1.20", "1 q_proj 3 4.00", "1 down_proj 8 0.75", "2 q_proj 3 4.00", "2 down_proj 5 1.20"], shapes);
    }

    [Theory]
    [InlineData("all-linear", 21)]
    [InlineData("All-Linear", 21)]
    [InlineData(@".*\.(q|v)_proj", 6)]
    [InlineData(@"model\.layers\.[01]\.mlp\..*", 6)]
    [InlineData("model.layers.2.mlp.up_proj", 1)]
    [InlineData("mlp.up_proj", 3)]
    [InlineData("k_proj", 3)]
    public void Targets_are_named_as_PEFT_names_them(string target, int count) =>
        Assert.Equal(count, AdapterShapes.OfNew(Options with { Targets = [target] }, Adapted.Tiny).Count);

    [Fact]
    public void Layers_and_exclusions_narrow_the_targets()
    {
        var options = Options with { Targets = ["q_proj", "up_proj", "model.layers.0.mlp.gate_proj"], Layers = [1, 2], Excluded = ["layers.2.mlp.up_proj"] };

        var names = AdapterShapes.OfNew(options, Adapted.Tiny).Select(shape => shape.Module.Name);

        Assert.Equal(
            ["model.layers.0.mlp.gate_proj", "model.layers.1.self_attn.q_proj", "model.layers.1.mlp.up_proj", "model.layers.2.self_attn.q_proj"], names);
    }

    [Theory]
    [InlineData("query_proj", "'query_proj' is no projection of this model. They are q_proj, k_proj, v_proj, o_proj, gate_proj, up_proj, down_proj, or all-linear.")]
    [InlineData("(", "The expression '(' cannot be used")]
    [InlineData("x.*", "'x.*' means none of this model's projections, which are named like model.layers.0.self_attn.q_proj.")]
    public void A_target_that_means_nothing_is_refused(string target, string message)
    {
        var exception = Assert.Throws<InvalidDataException>(() => AdapterShapes.OfNew(Options with { Targets = [target] }, Adapted.Tiny));

        Assert.StartsWith(message, exception.Message);
    }

    [Fact]
    public void A_layer_that_is_not_there_is_refused()
    {
        var exception = Assert.Throws<InvalidDataException>(() => AdapterShapes.OfNew(Options with { Layers = [0, 3] }, Adapted.Tiny));

        Assert.Equal("Layer 3 is to get adapters, and the model has the layers 0 to 2.", exception.Message);
    }

    [Theory]
    [InlineData("all-linear")]
    [InlineData(@".*\.(q|v)_proj")]
    [InlineData("v_proj")]
    public async Task An_adapter_that_was_written_is_read_and_written_with_the_same_bytes(string target)
    {
        var options = Options with { Targets = [target], Excluded = ["layers.1.mlp.up_proj"], Layers = target[0] == 'v' ? [0, 2] : null, RankPattern = [new("v_proj", 7)] };
        using var model = Adapted.Model(Adapted.Tiny, options);
        using var other = Adapted.Base(Adapted.Tiny);

        await SaveAsync(model, options, "adapter");
        var read = LoraCheckpoint.Attach(other, _folder.At("adapter"));
        await SaveAsync(other, read, "again");

        Assert.Equal(Adapted.Scores(model), Adapted.Scores(other));
        Assert.Equal(_folder.Read("adapter", "adapter_config.json"), _folder.Read("again", "adapter_config.json"));
        Assert.Equal(_folder.Read("adapter", "adapter_model.safetensors"), _folder.Read("again", "adapter_model.safetensors"));
    }

    [Fact]
    public async Task An_adapter_of_PEFT_keeps_its_fields_its_order_and_its_number_type()
    {
        WriteOfPeft("peft", WeightType.BF16);
        using var model = Adapted.Base(Adapted.Tiny);

        var options = LoraCheckpoint.Attach(model, _folder.At("peft"));
        await SaveAsync(model, options, "again");

        Assert.Equal(("org/base", 2, 16.0, 0.1), (options.BaseModel, options.Rank, options.Alpha, options.Dropout));
        Assert.Equal(3, model.Adapters.Count);
        Assert.All(model.Adapters, adapter => Assert.Equal(8.0, adapter.Scale));
        Assert.Equal(_folder.Read("peft", "adapter_config.json"), _folder.Read("again", "adapter_config.json"));
        Assert.Equal(_folder.Read("peft", "adapter_model.safetensors"), _folder.Read("again", "adapter_model.safetensors"));
    }

    [Fact]
    public void An_adapter_says_whose_it_is()
    {
        WriteOfPeft("peft", WeightType.F32);

        Assert.True(LoraCheckpoint.IsAdapter(_folder.At("peft")));
        Assert.Equal("org/base", LoraCheckpoint.ReadOptions(_folder.At("peft")).BaseModel);
    }

    Task SaveAsync(LlamaModel model, LoraOptions options, string name) =>
        LoraCheckpoint.SaveAsync(_folder.At(name), model, options, cancellationToken: TestContext.Current.CancellationToken);

    // With fields that are not used here, without a newline at the end, and tensors in another order than ours.
    void WriteOfPeft(string name, WeightType type)
    {
        Directory.CreateDirectory(_folder.At(name));
        File.WriteAllText(
            _folder.At(name, "adapter_config.json"),
            """
            {
              "alpha_pattern": {},
              "base_model_name_or_path": "org/base",
              "corda_config": null,
              "init_lora_weights": true,
              "lora_alpha": 16,
              "lora_dropout": 0.1,
              "modules_to_save": null,
              "peft_type": "LORA",
              "peft_version": "0.19.0",
              "qalora_group_size": 16,
              "r": 2,
              "rank_pattern": null,
              "target_modules": [
                "v_proj"
              ],
              "task_type": "CAUSAL_LM",
              "use_rslora": false
            }
            """);
        using var scope = NewDisposeScope();
        using var stream = File.Create(_folder.At(name, "adapter_model.safetensors"));
        List<KeyValuePair<string, Tensor>> tensors = [];
        for (var layer = 2; layer >= 0; layer--)
        {
            tensors.Add(new($"base_model.model.model.layers.{layer}.self_attn.v_proj.lora_B.weight", arange(16 * 2).reshape(16, 2) / 64));
            tensors.Add(new($"base_model.model.model.layers.{layer}.self_attn.v_proj.lora_A.weight", arange(2 * 32).reshape(2, 32) / 128));
        }
        SafetensorsFile.Write(stream, tensors, type);
    }
}
