namespace AgentTuning.Cli.Tests.Training;

public sealed class TrainOptionsTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("agenttuning-train-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("--warmup 0.1 --warmup-steps 20", "--warmup and --warmup-steps say the same thing")]
    [InlineData("--epochs 2 --steps 20", "--epochs and --steps say the same thing")]
    [InlineData("--tokens-per-step 512 --examples-per-step 20", "--tokens-per-step and --examples-per-step say the same thing")]
    [InlineData("--schedule slope", "--schedule is 'slope', expected cosine, linear or constant.")]
    [InlineData("--shards 0", "Shards")]
    [InlineData("--threads 0", "Threads")]
    [InlineData("--beta1 1", "Beta1")]
    public async Task Options_that_cannot_be_are_refused(string options, string message)
    {
        var (code, _, remarks) = await CommandRunner.RunAsync(["train", "--model", "llama-2-7b", "--plan-only", .. options.Split(' ')]);

        Assert.Equal(2, code);
        Assert.Contains(message, remarks, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_computed_with_is_said_with_the_reason()
    {
        var chosen = await CommandRunner.RunAsync("train", "--model", "new", "--plan-only", "--device", "cpu");
        var asked = await CommandRunner.RunAsync("train", "--model", "llama-2-7b", "--plan-only", "--precision", "bf16", "--threads", "3", "--device", "cpu");

        Assert.Contains("Computed on cpu, f32: a hidden size of 128 is too narrow to gain from bf16 (from 384 on); 4 shards of 1 thread.", chosen.Remarks, StringComparison.Ordinal);
        Assert.Contains("Computed on cpu, bf16: as asked for; 1 shard of 3 threads.", asked.Remarks, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_stands_for_what_was_kept_in_each_of_its_environments()
    {
        foreach (var (environment, word) in new[] { ("first", "zebra"), ("second", "quagga") })
        {
            Directory.CreateDirectory(Path.Combine(_folder, environment));
            await File.WriteAllTextAsync(
                Path.Combine(_folder, environment, "kept.jsonl"),
                $$"""{"conversations": [{"from": "human", "value": "Say {{word}}."}, {"from": "gpt", "value": "{{word}}"}]}""" + "\n",
                TestContext.Current.CancellationToken);
        }

        var output = Path.Combine(_folder, "model");
        var (code, _, remarks) = await CommandRunner.RunAsync(
            "train", "--model", "new", "--data", _folder, "--vocabulary-from", _folder, "--hidden", "32", "--intermediate", "64",
            "--layers", "1", "--heads", "2", "--context", "64", "--vocabulary", "300", "--steps", "1", "--output", output);
        var absent = await CommandRunner.RunAsync("train", "--model", "new", "--data", Path.Combine(_folder, "third"), "--output", output);

        Assert.True(code == 0, remarks);
        var vocabulary = await File.ReadAllTextAsync(Path.Combine(output, "tokenizer.json"), TestContext.Current.CancellationToken);
        Assert.Contains("zebra", vocabulary, StringComparison.Ordinal);
        Assert.Contains("quagga", vocabulary, StringComparison.Ordinal);
        Assert.Equal(2, absent.Code);
        Assert.Contains("third: there is no such file or folder.", absent.Remarks, StringComparison.Ordinal);
    }
}
