using System.Globalization;

namespace AgentTuning.Cli.Tests.Commands;

public sealed class DatasetInterruptedTests : IDisposable
{
    const int Seed = 7;
    const int Rounds = 4;

    readonly TestFolder _folder = new();

    [Fact]
    public async Task Killed_at_random_points_filter_ends_with_the_same_bytes()
    {
        var input = await ManyTrajectoriesAsync(20_000);

        await KillAtRandomPointsAsync(["kept.jsonl", "dropped.jsonl", "filter.json"], folder => ["filter", input, "-o", folder]);
    }

    [Fact]
    public async Task Killed_at_random_points_mix_ends_with_the_same_bytes()
    {
        var input = await ManyTrajectoriesAsync(4_000);

        await KillAtRandomPointsAsync(
            ["dataset.jsonl", "mixture.json", "README.md"], folder => ["mix", "--agent", input, "--general", "generated:20000", "-o", folder]);
    }

    public void Dispose() => _folder.Dispose();

    async Task KillAtRandomPointsAsync(string[] files, Func<string, string[]> commandFor)
    {
        using (var whole = ToolProcess.Start(commandFor(_folder.At("whole"))))
            Assert.Equal(0, (await whole.FinishAsync()).Code);

        var random = new Random(Seed);
        var kills = 0;
        for (var round = 0; round < Rounds; round++)
        {
            using var killed = ToolProcess.Start(commandFor(_folder.At("killed")));
            if (await killed.KillAfterAsync(TimeSpan.FromMilliseconds(random.Next(100, 1500))))
                kills++;
        }

        using (var last = ToolProcess.Start(commandFor(_folder.At("killed"))))
            Assert.Equal(0, (await last.FinishAsync()).Code);
        Assert.True(kills >= 1, $"None of {Rounds} rounds was killed before it ended.");
        Assert.Equal(files.Order(StringComparer.Ordinal), Directory.EnumerateFiles(_folder.At("killed")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        foreach (var file in files)
            Assert.Equal(
                await File.ReadAllBytesAsync(Path.Combine(_folder.At("whole"), file), TestContext.Current.CancellationToken),
                await File.ReadAllBytesAsync(Path.Combine(_folder.At("killed"), file), TestContext.Current.CancellationToken));
    }

    // Real trajectories, copied under other ids.
    async Task<string> ManyTrajectoriesAsync(int count)
    {
        await CommandRunner.RunAsync(
            "collect", "--environment", "general", "--agent", "reference", "--mistakes", "0.3", "--tasks", "40", "--output", _folder.At("teacher"));
        var lines = await File.ReadAllLinesAsync(_folder.At("teacher/trajectories.jsonl"), TestContext.Current.CancellationToken);
        var path = _folder.At("many.jsonl");
        await File.WriteAllLinesAsync(
            path,
            Enumerable.Range(0, count).Select(i => lines[i % lines.Length].Replace(
                "general/train/", string.Create(CultureInfo.InvariantCulture, $"general/train/copy-{i / lines.Length}/"), StringComparison.Ordinal)),
            TestContext.Current.CancellationToken);
        return path;
    }
}
