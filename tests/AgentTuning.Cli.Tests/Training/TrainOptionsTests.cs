namespace AgentTuning.Cli.Tests.Training;

public sealed class TrainOptionsTests
{
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
}
