using System.Text.Json;

namespace AgentTuning.Cli.Tests.Commands;

public sealed class TrainMemoryTests : IDisposable
{
    readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--hidden 576 --intermediate 1536 --layers 12 --heads 8 --tokens-per-step 800 --shards 2", 800)] // mostly weights and what follows them
    [InlineData("--hidden 256 --intermediate 1024 --layers 8 --heads 8 --tokens-per-step 4000 --rows-per-pack 4000 --shards 1 --threads 2", 500)] // mostly activations
    [InlineData("--hidden 256 --intermediate 4096 --layers 6 --heads 4 --tokens-per-step 2000 --rows-per-pack 2000 --shards 2 --checkpoint-activations 1", 300)]
    public async Task A_model_takes_what_was_planned(string options, long leastMebibytes)
    {
        await CommandRunner.RunAsync("generate", "conversations", "--count", "60", "-o", _folder.At("data.jsonl"));
        using var process = ToolProcess.Start(
        [
            "train", "--model", "new", "--data", _folder.At("data.jsonl"), "--vocabulary", "800", "--context", "1024", "--steps", "2", "--precision", "F32",
            "--json", "-o", _folder.At("model"), .. options.Split(' '),
        ]);

        var (code, output, _) = await process.FinishAsync();

        Assert.Equal(0, code);
        using var result = JsonDocument.Parse(output);
        var (planned, peak) = (result.RootElement.GetProperty("plannedBytes").GetInt64(), result.RootElement.GetProperty("peakBytes"));
        if (peak.ValueKind == JsonValueKind.Null)
            Assert.Skip("This system does not say how much memory a process took at the most.");
        Assert.InRange(planned, leastMebibytes << 20, 2L << 30);
        Assert.InRange(peak.GetInt64() / (double)planned, 0.9, 1.1);
    }

    [Theory]
    [InlineData("llama-2-7b", 6_738_415_616)]
    [InlineData("llama-2-13b", 13_015_864_320)]
    [InlineData("llama-2-70b", 68_976_648_192)]
    public async Task A_published_model_is_planned_without_weights_or_data(string name, long parameters)
    {
        var (code, output, _) = await CommandRunner.RunAsync("train", "--model", name, "--plan-only", "--json");

        Assert.Equal(0, code);
        using var plan = JsonDocument.Parse(output);
        var items = plan.RootElement.GetProperty("items").EnumerateArray().ToDictionary(item => item.GetProperty("name").GetString()!, item => item.GetProperty("bytes").GetInt64());
        Assert.Equal(parameters, plan.RootElement.GetProperty("parameters").GetInt64());
        Assert.Equal(4 * parameters, items["weights"]);
        Assert.Equal(4 * parameters, items["gradients"]);
        Assert.Equal(8 * parameters, items["optimizer"]);
        Assert.Equal(plan.RootElement.GetProperty("bytes").GetInt64(), items.Values.Sum());
    }

    [Fact]
    public async Task A_model_that_cannot_fit_is_refused_with_what_would_take_less()
    {
        await CommandRunner.RunAsync("generate", "conversations", "--count", "20", "-o", _folder.At("data.jsonl"));

        var (code, _, remarks) = await CommandRunner.RunAsync(
            "train", "--model", "new", "--data", _folder.At("data.jsonl"), "--hidden", "65536", "--intermediate", "262144", "--layers", "100", "--heads", "64",
            "--vocabulary", "500", "--shards", "4", "--threads", "1", "--precision", "F32", "-o", _folder.At("model"));

        Assert.Equal(1, code);
        Assert.Contains("are free on", remarks, StringComparison.Ordinal);
        Assert.Contains("--shards 1 --threads 4", remarks, StringComparison.Ordinal);
        Assert.Contains("--lora-rank 16", remarks, StringComparison.Ordinal);
        Assert.Contains("--ignore-memory-plan", remarks, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.At("model/training.json")));
    }
}
