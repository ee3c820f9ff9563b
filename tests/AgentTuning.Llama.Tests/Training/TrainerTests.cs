using AgentTuning.Llama.Checkpoints;
using AgentTuning.Llama.Models;
using AgentTuning.Llama.Training;
using AgentTuning.Tokenization;
using Microsoft.Extensions.Time.Testing;

namespace AgentTuning.Llama.Tests.Training;

public sealed class TrainerTests : IDisposable
{
    static readonly TrainingOptions Options = new() { TokensPerStep = 200, Steps = 9, CheckpointInterval = 2, ValidationInterval = 4, LearningRate = 3e-3 };

    readonly TemporaryFolder _folder = new();
    readonly List<TokenizedExample> _examples = Examples.Random(30, 50, seed: 5, prefixLength: 35, longest: 40);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_loss_on_a_repeated_text_falls_and_the_model_is_saved()
    {
        var example = Examples.Of("a", [1, 5, 9, 2, 7, 30, 8, 8, 41, 3], supervisedFrom: 1);
        using var model = new LlamaModel(LlamaPresets.Tiny(50), seed: 1);
        var options = new TrainingOptions { Steps = 60, TokensPerStep = 40, LearningRate = 1e-2, Shards = 2 };
        var trainer = new Trainer(model, options, [example, example], _folder.Root, new FakeTimeProvider())
        {
            Files = [new CheckpointFile("tokenizer.json", new byte[] { 1 })],
        };

        var summary = await trainer.RunAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var loaded = LlamaCheckpoint.Load(_folder.Root);

        Assert.Equal(60, summary.Steps);
        Assert.InRange(summary.FinalLoss, 0, 0.5);
        Assert.Equal(60 * 40, summary.Tokens);
        Assert.Equal(60 * 36, summary.SupervisedTokens);
        Assert.Equal([1], _folder.Read("tokenizer.json"));
        Assert.All(model.Parameters.Zip(loaded.Parameters), pair => Assert.True(pair.First.equal(pair.Second).all().item<bool>()));
    }

    [Theory]
    [InlineData(OptimizerKind.AdamW)]
    [InlineData(OptimizerKind.Muon)]
    public async Task A_run_interrupted_at_any_step_ends_with_the_same_bytes(OptimizerKind optimizer)
    {
        var options = Options with { Optimizer = optimizer };
        await RunAsync("whole", options, int.MaxValue);
        foreach (var interruption in (int[])[1, 2, 5, 8, 9])
        {
            var name = $"after {interruption}";
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(name, options, interruption));
            await RunAsync(name, options, int.MaxValue);

            Assert.Equal(_folder.Read("whole", "model.safetensors"), _folder.Read(name, "model.safetensors"));
            Assert.Equal(MetricsOf("whole"), MetricsOf(name));
        }
    }

    [Fact]
    public async Task A_run_killed_between_checkpoints_repeats_the_lost_steps_and_ends_with_the_same_bytes()
    {
        await RunAsync("whole", Options, int.MaxValue);
        await Assert.ThrowsAsync<KilledException>(() => RunAsync("killed", Options, int.MaxValue, killAfter: 7));
        Assert.Equal(7, MetricsOf("killed").Count);
        Assert.Equal(["step-00000004", "step-00000006"], ResumeFolders("killed"));
        Directory.CreateDirectory(_folder.At("killed", "resume", ".incomplete-8"));

        await RunAsync("killed", Options, int.MaxValue);

        Assert.Equal(_folder.Read("whole", "model.safetensors"), _folder.Read("killed", "model.safetensors"));
        Assert.Equal(MetricsOf("whole"), MetricsOf("killed"));
        Assert.Equal(["step-00000008", "step-00000009"], ResumeFolders("killed"));
    }

    [Fact]
    public async Task A_finished_run_started_again_changes_nothing()
    {
        var first = await RunAsync("run", Options, int.MaxValue);
        var bytes = _folder.Read("run", "model.safetensors");
        var second = await RunAsync("run", Options, int.MaxValue);

        Assert.Equal(first with { ValidationLossBySource = second.ValidationLossBySource }, second);
        Assert.Equal(first.ValidationLossBySource, second.ValidationLossBySource);
        Assert.Equal(bytes, _folder.Read("run", "model.safetensors"));
    }

    [Fact]
    public async Task Going_on_with_another_option_is_refused_with_both_values()
    {
        await RunAsync("run", Options, int.MaxValue);

        var fault = await Assert.ThrowsAsync<InvalidDataException>(() => RunAsync("run", Options with { LearningRate = 5e-3 }, int.MaxValue));

        Assert.Contains("the option learningRate was 0.003 and is now 0.005", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Going_on_with_other_examples_is_refused()
    {
        await RunAsync("run", Options, int.MaxValue);
        _examples[3] = _examples[3] with { TokenIds = [.. _examples[3].TokenIds.Reverse()] };

        var fault = await Assert.ThrowsAsync<InvalidDataException>(() => RunAsync("run", Options, int.MaxValue));

        Assert.Contains("the 30 training examples were others", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_validation_loss_is_that_of_the_validation_examples_after_the_step()
    {
        var summary = await RunAsync("run", Options, int.MaxValue);

        using var model = LlamaCheckpoint.Load(_folder.At("run"));
        var validation = Validation;
        using var pass = new PackedPass(model);
        var expected = ExampleLoss.Sum(pass, SharedPrefix.Group(validation)) / validation.Sum(ExampleLoss.SupervisedCount);
        Assert.Equal(expected, summary.ValidationLoss!.Value, 1e-5);
        Assert.Equal([4, 8, 9], MetricsOf("run").Select((line, i) => line.Contains("validationLoss", StringComparison.Ordinal) ? i + 1 : 0).Where(step => step > 0));
    }

    [Fact]
    public async Task The_number_of_shards_changes_rounding_only()
    {
        var one = await RunAsync("one", Options with { Shards = 1 }, int.MaxValue);
        var five = await RunAsync("five", Options with { Shards = 5 }, int.MaxValue);

        Assert.Equal(one.FinalLoss, five.FinalLoss, 1e-4);
        Assert.Equal(one.Tokens, five.Tokens);
    }

    static List<TokenizedExample> Validation => Examples.Random(6, 50, seed: 6);

    async Task<TrainingSummary> RunAsync(string name, TrainingOptions options, int cancelAfter, int killAfter = int.MaxValue)
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var model = new LlamaModel(LlamaPresets.Tiny(50), seed: 1);
        var plan = TrainingPlan.Create(model.Config, options, new() { Examples = _examples, Validation = Validation });
        var trainer = new Trainer(model, plan, _folder.At(name), new FakeTimeProvider());
        var progress = new StepWatcher(step =>
        {
            if (step >= killAfter) throw new KilledException();
            if (step >= cancelAfter) source.Cancel();
        });
        return await trainer.RunAsync(progress, source.Token);
    }

    List<string> MetricsOf(string name) =>
        [.. File.ReadLines(_folder.At(name, "metrics.jsonl")).Select(line => line[..line.IndexOf(",\"seconds\"", StringComparison.Ordinal)])];

    IEnumerable<string?> ResumeFolders(string name) =>
        Directory.GetDirectories(_folder.At(name, "resume")).Select(Path.GetFileName).Order(StringComparer.Ordinal);

    sealed class StepWatcher(Action<int> watch) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => watch(value.Step);
    }

    sealed class KilledException : Exception;
}
