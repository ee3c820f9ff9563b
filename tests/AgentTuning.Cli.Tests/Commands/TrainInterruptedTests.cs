using System.Text.RegularExpressions;

namespace AgentTuning.Cli.Tests.Commands;

public sealed partial class TrainInterruptedTests : IDisposable
{
    const int Seed = 11;
    const int StepsBetweenKills = 8;
    const int LatestMilliseconds = 30;
    const int KibibytesOnDisk = 150; // less than a checkpoint, more than the trained model
    const int KibibytesOfTwoCheckpoints = 1000;
    const string Filling = "--data {drills} --tokens-per-step 512 --steps 60";

    static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);

    readonly TestFolder _folder = new();

    [Theory]
    [InlineData(3, "--data {drills} --tokens-per-step 512 --steps 40")]
    [InlineData(10, "--agent-data {drills} --general-data generated:90@1 {talks}@4 --eta 0.3 --examples-per-step 9 --rows-per-pack 64 --checkpoint-activations 1 --steps 100")]
    public async Task Killed_at_random_steps_train_ends_with_the_same_bytes(int kills, string options)
    {
        await GenerateAsync();
        using (var whole = ToolProcess.Start(Command("whole", options)))
            Assert.Equal(0, (await whole.FinishAsync()).Code);

        var random = new Random(Seed);
        for (var kill = 1; kill <= kills; kill++)
        {
            using var killed = ToolProcess.Start(Command("killed", options));
            var steps = kill * StepsBetweenKills + random.Next(StepsBetweenKills);
            var later = TimeSpan.FromMilliseconds(random.Next(LatestMilliseconds)); // anywhere within a step, a checkpoint or a line
            Assert.True(await KillAsync(killed, () => Steps("killed") >= steps, later), $"The run ended before step {steps}.");
        }

        using (var last = ToolProcess.Start(Command("killed", options)))
            Assert.Equal(0, (await last.FinishAsync()).Code);
        var state = $"resume/{Path.GetFileName(Directory.GetDirectories(_folder.At("whole/resume")).Max(StringComparer.Ordinal))}/tensors.safetensors";
        foreach (var file in new[] { state, "model.safetensors", "config.json", "tokenizer.json", "tokenizer_config.json", "training.json" })
            Assert.Equal(Bytes("whole", file), Bytes("killed", file));
        Assert.Equal(MetricsWithoutTimes("whole"), MetricsWithoutTimes("killed"));
    }

    [Fact]
    public async Task A_file_that_cannot_grow_while_saving_leaves_the_checkpoint_before_it_to_go_on_from()
    {
        await GenerateAsync();
        using (var killed = ToolProcess.Start(Command("run", Filling)))
            Assert.True(await KillAsync(killed, () => Directory.Exists(_folder.At("run/resume/step-00000014"))));
        var kept = Directory.GetDirectories(_folder.At("run/resume"), "step-*");

        using var full = ToolProcess.StartWithFileLimit(KibibytesOnDisk, Command("run", Filling));
        var (code, _, errors) = await full.FinishAsync();

        Assert.Equal(1, code);
        Assert.Matches(@"The checkpoint after step \d+ could not be written: ", errors);
        Assert.Contains("The newest checkpoint is kept: ", errors, StringComparison.Ordinal);
        Assert.Equal(kept.Order(StringComparer.Ordinal), Directory.GetDirectories(_folder.At("run/resume")).Order(StringComparer.Ordinal));
        using var again = ToolProcess.Start(Command("run", Filling));
        Assert.Equal(0, (await again.FinishAsync()).Code);
    }

    [Fact]
    public async Task A_full_disk_while_saving_leaves_the_checkpoint_before_it_and_a_larger_one_ends_with_the_same_bytes()
    {
        await GenerateAsync();
        using (var whole = ToolProcess.Start(Command("whole", Filling)))
            Assert.Equal(0, (await whole.FinishAsync()).Code);

        using var small = ToolProcess.StartOnSmallDisk(_folder.At("run"), KibibytesOfTwoCheckpoints, _folder.At("copy"), Command("run", Filling));
        var (code, output, errors) = await small.FinishAsync();

        if (code == ToolProcess.NoSmallDisk)
            Assert.Skip("This system does not let a test make a file system of its own (unshare -rm, mount -t tmpfs).");
        Assert.True(code == 0, errors);
        Assert.Equal("first 1\nstep-00000007\nstep-00000014\nsecond 0", output.Trim());
        Assert.Contains("The checkpoint after step 21 could not be written: No space left on device", errors, StringComparison.Ordinal);
        Assert.Contains("The newest checkpoint is kept: ", errors, StringComparison.Ordinal);
        Assert.Equal(Bytes("whole", "model.safetensors"), Bytes("copy", "model.safetensors"));
    }

    [Fact]
    public async Task Going_on_with_another_ratio_is_refused_with_both()
    {
        const string options = "--agent-data {drills} --general-data {talks} --examples-per-step 9 --steps 2 --eta ";
        await GenerateAsync();

        var first = await CommandRunner.RunAsync(Command("run", options + "0.3"));
        var second = await CommandRunner.RunAsync(Command("run", options + "0.4"));

        Assert.Equal(0, first.Code);
        Assert.Equal(1, second.Code);
        Assert.Contains("the option agentShare was 0.3 and is now 0.4", second.Remarks, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    static async Task<bool> KillAsync(ToolProcess process, Func<bool> isTime, TimeSpan later = default)
    {
        while (!isTime())
            if (!await process.IsRunningForAsync(Glance))
                return false;
        return await process.KillAfterAsync(later);
    }

    async Task GenerateAsync()
    {
        await CommandRunner.RunAsync("generate", "drills", "--count", "400", "-o", _folder.At("drills.jsonl"));
        await CommandRunner.RunAsync("generate", "conversations", "--count", "60", "-o", _folder.At("talks.jsonl"));
    }

    string[] Command(string output, string options) =>
    [
        "train", "--model", "new", "--hidden", "32", "--intermediate", "64", "--layers", "2", "--heads", "2", "--vocabulary", "400",
        "--checkpoint-every", "7", "--seed", "3", "-o", _folder.At(output),
        .. options.Split(' ').Select(part => part
            .Replace("{drills}", _folder.At("drills.jsonl"), StringComparison.Ordinal)
            .Replace("{talks}", _folder.At("talks.jsonl"), StringComparison.Ordinal)),
    ];

    int Steps(string folder)
    {
        var path = Path.Combine(_folder.At(folder), "metrics.jsonl");
        if (!File.Exists(path))
            return 0;
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return new StreamReader(stream).ReadToEnd().Count(letter => letter == '\n');
    }

    byte[] Bytes(string folder, string file) => File.ReadAllBytes(Path.Combine(_folder.At(folder), file));

    string MetricsWithoutTimes(string folder) => Seconds().Replace(File.ReadAllText(Path.Combine(_folder.At(folder), "metrics.jsonl")), "");

    [GeneratedRegex("\"seconds\":[^}]*")]
    private static partial Regex Seconds();
}
