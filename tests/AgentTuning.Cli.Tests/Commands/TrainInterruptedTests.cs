using System.Text.RegularExpressions;

namespace AgentTuning.Cli.Tests.Commands;

public sealed partial class TrainInterruptedTests : IDisposable
{
    const int Seed = 11;
    const int Rounds = 5;

    readonly TestFolder _folder = new();

    [Fact]
    public async Task Killed_at_random_points_train_ends_with_the_same_bytes()
    {
        await CommandRunner.RunAsync("generate", "drills", "--count", "400", "-o", _folder.At("drills.jsonl"));
        using (var whole = ToolProcess.Start(Command("whole")))
            Assert.Equal(0, (await whole.FinishAsync()).Code);

        var random = new Random(Seed);
        var kills = 0;
        for (var round = 0; round < Rounds; round++)
        {
            using var killed = ToolProcess.Start(Command("killed"));
            if (await killed.KillAfterAsync(TimeSpan.FromMilliseconds(random.Next(700, 3000))))
                kills++;
        }

        using (var last = ToolProcess.Start(Command("killed")))
            Assert.Equal(0, (await last.FinishAsync()).Code);
        Assert.True(kills >= 1, $"None of {Rounds} rounds was killed before it ended.");
        foreach (var file in new[] { "model.safetensors", "config.json", "tokenizer.json", "tokenizer_config.json", "training.json" })
            Assert.Equal(Bytes("whole", file), Bytes("killed", file));
        Assert.Equal(MetricsWithoutTimes("whole"), MetricsWithoutTimes("killed"));
    }

    public void Dispose() => _folder.Dispose();

    string[] Command(string output) =>
    [
        "train", "--model", "new", "--data", _folder.At("drills.jsonl"), "--hidden", "32", "--intermediate", "64", "--layers", "2", "--heads", "2",
        "--vocabulary", "400", "--tokens-per-step", "512", "--checkpoint-every", "7", "--seed", "3", "-o", _folder.At(output),
    ];

    byte[] Bytes(string folder, string file) => File.ReadAllBytes(Path.Combine(_folder.At(folder), file));

    string MetricsWithoutTimes(string folder) => Seconds().Replace(File.ReadAllText(Path.Combine(_folder.At(folder), "metrics.jsonl")), "");

    [GeneratedRegex("\"seconds\":[^}]*")]
    private static partial Regex Seconds();
}
