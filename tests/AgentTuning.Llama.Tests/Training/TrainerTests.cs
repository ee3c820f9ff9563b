using System.Text.Json;
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

    public static TheoryData<string> Ways => [.. Variants.Keys];

    static Dictionary<string, TrainingOptions> Variants { get; } = new()
    {
        ["AdamW"] = Options,
        ["Muon"] = Options with { Optimizer = OptimizerKind.Muon },
        ["many micro-steps"] = Options with { Shards = 1, Pass = new() { RowsPerPack = 40 } },
        ["a number of examples, drawn by ratio"] = Options with { ExamplesPerStep = 7, AgentShare = 0.3 },
        ["activations computed again, in bf16, on two threads"] = Options with { Pass = new() { CheckpointEvery = 1, Precision = ComputePrecision.BF16, Threads = 2 } },
        ["longest first"] = Options with { LongestFirst = true },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_run_interrupted_at_any_step_ends_with_the_same_bytes(string way)
    {
        var options = Variants[way];
        await RunAsync("whole", options, int.MaxValue);
        foreach (var interruption in (int[])[1, 5])
        {
            var name = $"after {interruption}";
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(name, options, interruption));
            await RunAsync(name, options, int.MaxValue);

            Assert.Equal(_folder.Read("whole", "model.safetensors"), _folder.Read(name, "model.safetensors"));
            Assert.Equal(MetricsOf("whole"), MetricsOf(name));
            Assert.Equal(EventsOf("whole"), EventsOf(name));
        }
    }

    [Fact]
    public async Task Small_packs_change_micro_steps_and_rounding_only()
    {
        var whole = await RunAsync("whole", Options with { Shards = 1 }, int.MaxValue);
        var small = await RunAsync("small", Options with { Shards = 1, Pass = new() { RowsPerPack = 40 } }, int.MaxValue);

        Assert.Equal(whole.FinalLoss, small.FinalLoss, 1e-4);
        Assert.All(MetricsOf("whole"), line => Assert.Contains("\"microSteps\":1,", line, StringComparison.Ordinal));
        Assert.DoesNotContain(MetricsOf("small"), line => line.Contains("\"microSteps\":1,", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_metrics_of_every_step_are_in_the_event_file()
    {
        await RunAsync("run", Options, int.MaxValue);

        var events = EventFileReader.Read(_folder.Read("run", "tensorboard/events.out.tfevents.agenttuning")).ToList();
        Assert.Equal(Enumerable.Range(1, 9).Select(step => (long)step), events.Select(step => step.Step));
        foreach (var (line, step) in MetricsOf("run").Zip(events))
        {
            var loss = JsonDocument.Parse(line + "}").RootElement.GetProperty("loss").GetDouble();
            Assert.Equal((float)loss, step.Scalars.Single(scalar => scalar.Key == "loss/train").Value);
        }
        Assert.Equal([4L, 8, 9], events.Where(step => step.Scalars.Exists(scalar => scalar.Key == "validation/unnamed")).Select(step => step.Step));
    }

    [Fact]
    public async Task A_loss_that_is_no_number_stops_the_run_names_the_batch_and_keeps_the_checkpoint()
    {
        var options = Options with { LearningRate = 1e25, CheckpointInterval = 1, WarmupShare = 0 };

        var fault = await Assert.ThrowsAsync<TrainingDivergedException>(() => RunAsync("run", options, int.MaxValue));

        Assert.Matches("^Step [2-9]: the loss is ", fault.Message);
        Assert.Contains("The batch: '", fault.Message, StringComparison.Ordinal);
        Assert.Contains("Lower the learning rate of 1E+25", fault.Message, StringComparison.Ordinal);
        Assert.Contains("The newest checkpoint is kept:", fault.Message, StringComparison.Ordinal);
        Assert.Contains("step-00000001", ResumeFolders("run"));
        Assert.False(File.Exists(_folder.At("run", "model.safetensors")));
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
        var plan = TrainingPlan.Create(model.Config, options, new()
        {
            Examples = _examples,
            Validation = Validation,
            Pools = options.AgentShare is null ? [] : [new("agent", true, 1, 10), new("rare", false, 1, 5), new("common", false, 4, 15)],
        });
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

    List<string> EventsOf(string name) =>
    [
        .. EventFileReader.Read(_folder.Read(name, "tensorboard/events.out.tfevents.agenttuning")).Select(step => string.Join(' ', step.Scalars
            .Where(scalar => !scalar.Key.StartsWith("speed/", StringComparison.Ordinal))
            .Select(scalar => $"{step.Step} {scalar.Key} {scalar.Value}"))),
    ];

    IEnumerable<string?> ResumeFolders(string name) =>
        Directory.GetDirectories(_folder.At(name, "resume")).Select(Path.GetFileName).Order(StringComparer.Ordinal);

    sealed class StepWatcher(Action<int> watch) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => watch(value.Step);
    }

    sealed class KilledException : Exception;
}
