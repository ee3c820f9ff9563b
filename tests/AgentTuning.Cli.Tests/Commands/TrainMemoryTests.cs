using System.Text.Json;

namespace AgentTuning.Cli.Tests.Commands;

public sealed class TrainMemoryTests : IDisposable
{
    readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_model_of_fifty_million_parameters_and_an_adapter_for_it_take_what_was_planned()
    {
        await CommandRunner.RunAsync("generate", "conversations", "--count", "60", "-o", _folder.At("data.jsonl"));

        var full = await TrainAsync(
            "model", "--model", "new", "--hidden", "576", "--intermediate", "1536", "--layers", "12", "--heads", "8", "--vocabulary", "800", "--context", "1024");
        var adapter = await TrainAsync("adapter", "--model", _folder.At("model"), "--lora-rank", "8", "--lora-dropout", "0.1");

        Assert.InRange(full.Planned, 800L << 20, 2L << 30);
        Assert.InRange(full.Peak / (double)full.Planned, 0.9, 1.1);
        Assert.InRange(adapter.Peak / (double)adapter.Planned, 0.9, 1.1);
        Assert.InRange(adapter.Peak / (double)full.Peak, 0.2, 0.6);
    }

    [Theory]
    [InlineData("llama-2-7b", 6_738_415_616)]
    [InlineData("llama-2-13b", 13_015_864_320)]
    [InlineData("llama-2-70b", 68_976_648_192)]
    public async Task A_published_model_is_planned_without_weights_or_data(string name, long parameters)
    {
        var (code, output, _) = await CommandRunner.RunAsync("train", "--model", name, "--plan-only", "--shards", "1", "--json");

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
            "--vocabulary", "500", "--shards", "4", "-o", _folder.At("model"));

        Assert.Equal(1, code);
        Assert.Contains("are free on", remarks, StringComparison.Ordinal);
        Assert.Contains("--shards 1 --threads 4", remarks, StringComparison.Ordinal);
        Assert.Contains("--lora-rank 16", remarks, StringComparison.Ordinal);
        Assert.Contains("--ignore-memory-plan", remarks, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.At("model/training.json")));
    }

    // Two steps in a process of their own.
    async Task<(long Planned, long Peak)> TrainAsync(string output, params string[] options)
    {
        using var process = ToolProcess.Start(
            ["train", "--data", _folder.At("data.jsonl"), "--tokens-per-step", "800", "--steps", "2", "--shards", "2", "--json", "-o", _folder.At(output), .. options]);
        var (code, text, errors) = await process.FinishAsync();
        Assert.True(code == 0, errors);
        using var result = JsonDocument.Parse(text);
        var peak = result.RootElement.GetProperty("peakBytes");
        if (peak.ValueKind == JsonValueKind.Null)
            Assert.Skip("This system does not say how much memory a process took at the most.");
        return (result.RootElement.GetProperty("plannedBytes").GetInt64(), peak.GetInt64());
    }
}
