using AgentTuning.Llama.Checkpoints;
using AgentTuning.Llama.Lora;
using AgentTuning.Llama.Models;
using AgentTuning.Llama.Tests.Training;
using AgentTuning.Llama.Training;
using AgentTuning.Tokenization;
using Microsoft.Extensions.Time.Testing;

namespace AgentTuning.Llama.Tests.Lora;

/// <summary>Runs that train adapters.</summary>
public sealed class LoraTrainerTests : IAsyncLifetime
{
    static readonly LoraOptions Adapter = new() { Rank = 4, Alpha = 8, Dropout = 0.1, BaseModel = "base" };
    static readonly TrainingOptions Options = new() { TokensPerStep = 200, Steps = 9, CheckpointInterval = 2, ValidationInterval = 4, LearningRate = 3e-3, Lora = Adapter };

    readonly TemporaryFolder _folder = new();
    readonly List<TokenizedExample> _examples = Examples.Random(30, 50, seed: 5, prefixLength: 35, longest: 40);

    public async ValueTask InitializeAsync()
    {
        using var model = Adapted.Base(Adapted.Tiny);
        await LlamaCheckpoint.SaveAsync(_folder.At("base"), model, new SaveOptions { WeightType = WeightType.BF16 }, cancellationToken: TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_loss_on_a_repeated_text_falls_the_base_stays_and_the_adapter_is_saved()
    {
        var example = Examples.Of("a", [1, 5, 9, 2, 7, 30, 8, 8, 41, 3], supervisedFrom: 1);
        using var model = WithLargeScores();
        var options = new TrainingOptions { Steps = 60, TokensPerStep = 40, LearningRate = 1e-2, Shards = 2, Lora = Adapter };
        var trainer = new Trainer(model, options, [example, example], _folder.At("run"), new FakeTimeProvider())
        {
            Files = [new CheckpointFile("tokenizer.json", new byte[] { 1 })],
        };

        var summary = await trainer.RunAsync(cancellationToken: TestContext.Current.CancellationToken);

        using var untouched = WithLargeScores();
        using var loaded = WithLargeScores();
        LoraMerge.Into(loaded, _folder.At("run"));
        Assert.InRange(summary.FinalLoss, 0, 0.5);
        Assert.All(untouched.Parameters.Zip(model.Parameters), pair => Assert.True(pair.First.equal(pair.Second).all().item<bool>()));
        Assert.InRange(Adapted.Distance(Adapted.Scores(model), Adapted.Scores(loaded)), 0, 1e-4);
        Assert.Equal([1], _folder.Read("run", "tokenizer.json"));
        Assert.False(File.Exists(_folder.At("run", "model.safetensors")));
        Assert.False(File.Exists(_folder.At("run", "config.json")));
    }

    [Theory]
    [InlineData(ComputePrecision.F32)]
    [InlineData(ComputePrecision.BF16)]
    public async Task A_run_interrupted_at_any_step_ends_with_the_same_bytes(ComputePrecision precision)
    {
        var options = Options with { Pass = new() { Precision = precision } };
        await RunAsync("whole", options, int.MaxValue);
        foreach (var interruption in (int[])[1, 4, 9])
        {
            var name = $"after {interruption}";
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(name, options, interruption));
            await RunAsync(name, options, int.MaxValue);

            Assert.Equal(_folder.Read("whole", "adapter_model.safetensors"), _folder.Read(name, "adapter_model.safetensors"));
        }
    }

    [Fact]
    public async Task Checkpoints_hold_the_adapter_its_optimizer_and_nothing_of_the_base()
    {
        await RunAsync("run", Options, int.MaxValue);

        var step = _folder.At("run", "resume", "step-00000009");
        using var tensors = new SafetensorsFile(Path.Combine(step, "tensors.safetensors"));
        var names = tensors.Entries.Select(entry => entry.Name[..entry.Name.IndexOf('.')]).CountBy(name => name).ToDictionary();
        Assert.Equal(new Dictionary<string, int> { ["parameter"] = 42, ["mean"] = 42, ["square"] = 42 }, names);
        Assert.Equal(3 * LoraCheckpoint.ParameterCount(Adapter, Adapted.Tiny), tensors.Entries.Sum(entry => entry.ByteCount / sizeof(float)));
        Assert.Equal(_folder.Read("run", "adapter_model.safetensors"), _folder.Read("run", "resume", "step-00000009", "adapter_model.safetensors"));
        Assert.Equal(_folder.Read("run", "adapter_config.json"), _folder.Read("run", "resume", "step-00000009", "adapter_config.json"));
    }

    [Fact]
    public async Task The_number_of_shards_and_the_size_of_packs_change_rounding_only()
    {
        var one = await RunAsync("one", Options with { Shards = 1 }, int.MaxValue);
        var five = await RunAsync("five", Options with { Shards = 5, Pass = new() { RowsPerPack = 40 } }, int.MaxValue);

        Assert.Equal(one.FinalLoss, five.FinalLoss, 1e-4);
        Assert.NotEqual(one.FinalLoss, (await RunAsync("other", Options with { Seed = 1 }, int.MaxValue)).FinalLoss, 1e-4);
    }

    [Fact]
    public async Task Going_on_with_another_rank_is_refused_and_with_the_base_elsewhere_is_not()
    {
        await RunAsync("run", Options, int.MaxValue);

        var fault = await Assert.ThrowsAsync<InvalidDataException>(() => RunAsync("run", Options with { Lora = Adapter with { Rank = 5 } }, int.MaxValue));
        var moved = await RunAsync("run", Options with { Lora = Adapter with { BaseModel = "elsewhere" } }, int.MaxValue);

        Assert.Contains("the option lora was {\"rank\":4,", fault.Message, StringComparison.Ordinal);
        Assert.Equal(9, moved.Steps);
    }

    [Fact]
    public async Task Training_goes_on_from_an_adapter()
    {
        await RunAsync("first", Options, int.MaxValue);
        using var model = LlamaCheckpoint.Load(_folder.At("base"), new LoadOptions { IsFrozen = true });
        var adapter = LoraCheckpoint.Attach(model, _folder.At("first"));
        var plan = TrainingPlan.Create(model.Config, Options with { Lora = adapter, Steps = 1 }, new() { Examples = _examples, Validation = Validation });

        var summary = await new Trainer(model, plan, _folder.At("second"), new FakeTimeProvider()).RunAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(1, summary.Steps);
        Assert.Equal(_folder.Read("first", "adapter_config.json"), _folder.Read("second", "adapter_config.json"));
        Assert.NotEqual(_folder.Read("first", "adapter_model.safetensors"), _folder.Read("second", "adapter_model.safetensors"));
    }

    [Fact]
    public void A_frozen_base_in_bf16_has_no_copies()
    {
        using var model = LlamaCheckpoint.Load(_folder.At("base"), new LoadOptions { IsFrozen = true, MemoryType = WeightType.BF16 });
        LoraCheckpoint.Begin(model, Adapter, seed: 0);

        using var weights = new ComputeWeights(model, TorchSharp.torch.ScalarType.BFloat16);

        // Adapters in bf16, and the norms in fp32: two for each layer and the last.
        var norms = (2 * Adapted.Tiny.LayerCount + 1) * Adapted.Tiny.HiddenSize;
        Assert.Equal(2 * LoraCheckpoint.ParameterCount(Adapter, Adapted.Tiny) + 4 * norms, weights.Bytes);
    }

    [Fact]
    public void Muon_is_refused()
    {
        var fault = Assert.Throws<ArgumentException>(() =>
            TrainingPlan.Create(Adapted.Tiny, Options with { Optimizer = OptimizerKind.Muon }, new() { Examples = _examples }));

        Assert.StartsWith("Muon makes the update of a whole matrix orthogonal, and an adapter's is the product of two. Take AdamW with LoRA.", fault.Message);
    }

    // The head stays, and random weights leave it no room for certainty.
    static LlamaModel WithLargeScores()
    {
        using var guard = TorchSharp.torch.no_grad();
        var model = Adapted.Base(Adapted.Tiny);
        model.Embedding.mul_(20);
        return model;
    }

    static List<TokenizedExample> Validation => Examples.Random(6, 50, seed: 6);

    async Task<TrainingSummary> RunAsync(string name, TrainingOptions options, int cancelAfter)
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var isNarrow = options.Pass.Precision == ComputePrecision.BF16;
        using var model = LlamaCheckpoint.Load(_folder.At("base"), new LoadOptions { IsFrozen = true, MemoryType = isNarrow ? WeightType.BF16 : WeightType.F32 });
        var plan = TrainingPlan.Create(model.Config, options, new() { Examples = _examples, Validation = Validation });
        var trainer = new Trainer(model, plan, _folder.At(name), new FakeTimeProvider());
        return await trainer.RunAsync(new StepWatcher(step => { if (step >= cancelAfter) source.Cancel(); }), source.Token);
    }

    sealed class StepWatcher(Action<int> watch) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => watch(value.Step);
    }
}
