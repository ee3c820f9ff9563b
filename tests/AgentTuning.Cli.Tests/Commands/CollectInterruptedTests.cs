using System.Globalization;
using System.Text.Json;

namespace AgentTuning.Cli.Tests.Commands;

public sealed class CollectInterruptedTests : IDisposable
{
    const int Seed = 20231012;

    readonly TestFolder _folder = new();

    [Fact]
    public async Task Killed_at_random_points_the_run_ends_with_the_same_bytes_and_loses_nothing()
    {
        const int Rounds = 8;
        const int Tasks = 4000;
        var random = new Random(Seed);
        using (var whole = Start("whole", Tasks))
            Assert.Equal(0, (await whole.FinishAsync()).Code);

        var kills = 0;
        var before = Array.Empty<string>();
        for (var round = 0; round < Rounds; round++)
        {
            using var killed = Start("killed", Tasks);
            if (await killed.KillAfterAsync(TimeSpan.FromMilliseconds(random.Next(150, 1100))))
                kills++;

            var after = await RunBytes.IdsAsync(_folder.At("killed"));
            Assert.Empty(before.Except(after));
            Assert.Equal(after.Distinct().Count(), after.Length);
            before = after;
        }

        using (var last = Start("killed", Tasks))
            Assert.Equal(0, (await last.FinishAsync()).Code);
        Assert.True(kills >= 3, $"Only {kills} of {Rounds} rounds were killed before they ended.");
        Assert.Equal(await RunBytes.OfAsync(_folder.At("whole")), await RunBytes.OfAsync(_folder.At("killed")));
        Assert.Equal(
            ["run.json", "trajectories.jsonl"],
            Directory.EnumerateFiles(_folder.At("killed")).Select(Path.GetFileName).Where(name => !name!.EndsWith(".torn", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public async Task Ctrl_C_finishes_what_is_under_way_and_the_same_command_goes_on()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("Needs the command 'kill'.");
        const int Tasks = 500_000; // more than any machine plays before it is stopped

        using var interrupted = Start("a", Tasks);
        while (await interrupted.IsRunningForAsync(TimeSpan.FromMilliseconds(20)) && (await RunBytes.IdsAsync(_folder.At("a"))).Length == 0)
        {
        }

        interrupted.Interrupt();
        var (code, _, errors) = await interrupted.FinishAsync();

        Assert.Equal(1, code);
        Assert.Contains("Stopped before the end. The same command goes on where this one stopped.", errors, StringComparison.Ordinal);
        using var record = JsonDocument.Parse(await File.ReadAllTextAsync(_folder.At("a/run.json"), TestContext.Current.CancellationToken));
        Assert.Equal("stopped", record.RootElement.GetProperty("status").GetString());
        Assert.Equal((await RunBytes.IdsAsync(_folder.At("a"))).Length, record.RootElement.GetProperty("episodes").GetInt32());
        Assert.InRange(record.RootElement.GetProperty("episodes").GetInt32(), 1, Tasks - 1);
    }

    [Fact]
    public async Task A_full_disk_is_named_and_nothing_on_it_is_lost()
    {
        if (!OperatingSystem.IsLinux())
            Assert.Skip("Needs a limit on the size of files as Linux has it.");
        using (var whole = Start("whole", 300))
            Assert.Equal(0, (await whole.FinishAsync()).Code);

        using var full = ToolProcess.StartWithFileLimit(64, Arguments("full", 300));
        var (code, _, errors) = await full.FinishAsync();

        Assert.Equal(1, code);
        Assert.Contains($"error: {_folder.At("full/trajectories.jsonl")} cannot be written: ", errors, StringComparison.Ordinal);
        Assert.Contains("trajectories are safe. Make room, then run the same command again", errors, StringComparison.Ordinal);
        var kept = await RunBytes.IdsAsync(_folder.At("full"));
        Assert.InRange(kept.Length, 10, 299);

        using var again = Start("full", 300);
        Assert.Equal(0, (await again.FinishAsync()).Code);
        Assert.Equal(await RunBytes.OfAsync(_folder.At("whole")), await RunBytes.OfAsync(_folder.At("full")));
    }

    public void Dispose() => _folder.Dispose();

    ToolProcess Start(string name, int tasks) => ToolProcess.Start(Arguments(name, tasks));

    string[] Arguments(string name, int tasks) =>
    [
        "collect", "--environment", "general", "--agent", "reference", "--mistakes", "0.4", "--seed", "7",
        "--tasks", tasks.ToString(CultureInfo.InvariantCulture), "--output", _folder.At(name),
    ];
}
