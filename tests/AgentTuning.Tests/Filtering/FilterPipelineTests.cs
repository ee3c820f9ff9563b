using System.Text.Json;
using AgentTuning.Environments;
using AgentTuning.Filtering;
using AgentTuning.Tests.Files;
using AgentTuning.Trajectories;

namespace AgentTuning.Tests.Filtering;

public sealed class FilterPipelineTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Kept_lines_are_the_input_lines_as_they_stand_in_their_order()
    {
        string[] lines =
        [
            TrajectoryExample.Line(TrajectoryExample.Make("database/train/0")),
            TrajectoryExample.Line(TrajectoryExample.Make("database/train/1", reward: 0)),
            TrajectoryExample.Line(TrajectoryExample.Make("database/train/2")).Replace("\"agent\":", "\"agent\" :   ", StringComparison.Ordinal),
        ];

        await RunAsync(string.Concat(lines), DuplicatePolicy.All);

        Assert.Equal(lines[0] + lines[2], await ReadAsync("kept.jsonl"));
    }

    [Fact]
    public async Task Drops_are_counted_by_reason_and_environment_each_for_the_first_reason_that_applies()
    {
        var report = await RunAsync(
            string.Concat(
                TrajectoryExample.Line(TrajectoryExample.Make("database/train/0")),
                TrajectoryExample.Line(TrajectoryExample.Make("database/train/1", reward: 0, ending: EpisodeEnding.TurnLimit)),
                TrajectoryExample.Line(TrajectoryExample.Make("database/train/2", reward: 0.5)),
                TrajectoryExample.Line(TrajectoryExample.Make("os/train/0", reward: null, ending: EpisodeEnding.AgentFailed)),
                TrajectoryExample.Line(TrajectoryExample.Make("os/train/1", replies: ["a", "b", "c"]))),
            DuplicatePolicy.All);

        Assert.Equal((5, 2, 3), (report.Read, report.Kept, report.Dropped));
        Assert.Equal([new("ending", "agent-failed", 1), new("ending", "turn-limit", 1), new("reward", "below-threshold", 1)], report.Drops);
        Assert.Equal(["database", "os"], report.Environments.Select(counts => counts.Environment));
        Assert.Equal([(3, 1, 1.0), (2, 1, 3.0)], report.Environments.Select(counts => (counts.Read, counts.Kept, counts.AverageReplies!.Value)));
        Assert.Equal([new("ending", "turn-limit", 1), new("reward", "below-threshold", 1)], report.Environments[0].Drops);
        Assert.Equal(
            """{"id":"database/train/1#0","environment":"database","filter":"ending","reason":"turn-limit","detail":"the episode ended by turn-limit, wanted completed"}""",
            (await ReadAsync("dropped.jsonl")).Split('\n')[0]);
        Assert.Equal(5, JsonDocument.Parse(await ReadAsync("filter.json")).RootElement.GetProperty("read").GetInt32());
    }

    [Theory]
    [InlineData(DuplicatePolicy.All, "0 1 2 3")]
    [InlineData(DuplicatePolicy.First, "0")]
    [InlineData(DuplicatePolicy.Best, "1")]
    [InlineData(DuplicatePolicy.Shortest, "2")]
    [InlineData(DuplicatePolicy.Distinct, "0 1 2")]
    public async Task Of_the_same_task_the_one_that_was_asked_for_stays(DuplicatePolicy policy, string attempts)
    {
        var report = await RunAsync(
            string.Concat(
                TrajectoryExample.Line(TrajectoryExample.Make("mind2web/train/0", 0, 0.8, replies: ["long", "longer"])),
                TrajectoryExample.Line(TrajectoryExample.Make("mind2web/train/0", 1, 0.9, replies: ["long", "other"])),
                TrajectoryExample.Line(TrajectoryExample.Make("mind2web/train/0", 2, 0.7, replies: ["one"])),
                TrajectoryExample.Line(TrajectoryExample.Make("mind2web/train/0", 3, 0.8, replies: ["long", "longer"]))),
            policy);

        var kept = (await ReadAsync("kept.jsonl")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize(line, TrajectoryJson.Readable.Trajectory)!.Attempt);
        Assert.Equal(attempts, string.Join(' ', kept));
        Assert.Equal(4 - attempts.Split(' ').Length, report.Drops.Sum(drop => drop.Count));
        Assert.Equal(report.Kept, report.Environments.Single().Kept);
    }

    [Fact]
    public async Task The_same_input_gives_the_same_bytes_whatever_a_killed_run_left_behind()
    {
        var input = TrajectoryExample.Line(TrajectoryExample.Make()) + TrajectoryExample.Line(TrajectoryExample.Make("database/train/1", reward: 0));
        await RunAsync(input, DuplicatePolicy.Best);
        var first = await FilesAsync();

        _folder.Write(".kept.jsonl.tmp", new string('x', 10_000));
        _folder.Write(".filter.json.tmp", "{");
        _folder.Write("kept.jsonl", "of an older run");
        await RunAsync(input, DuplicatePolicy.Best);

        Assert.Equal(first, await FilesAsync());
    }

    [Theory]
    [InlineData("\"reward\":1,", "\"reward\":1.5,", "trajectories.jsonl line 2: reward is 1.5, expected 0 to 1 or null. Was it written by another version?")]
    [InlineData("\"reward\":1,", "\"reward\":\"high\",", "trajectories.jsonl line 2: reward is \"high\", expected a number or null.")]
    [InlineData("\"ending\":\"completed\"", "\"ending\":\"done\"", "trajectories.jsonl line 2: ending is \"done\", expected one of completed, turn-limit, context-limit, invalid-format, invalid-action, agent-failed, environment-failed, cancelled.")]
    [InlineData("\"agent\":\"reference\",", "", "trajectories.jsonl line 2: the record lacks 'agent'.")]
    [InlineData("database/train/1#0", "database/train/0#0", "trajectories.jsonl line 2: id database/train/0#0 stands on line 1 already, expected every id once.")]
    public async Task A_malformed_line_is_named_and_the_older_outputs_stay(string found, string replacement, string message)
    {
        _folder.Write("kept.jsonl", "of an older run");
        var second = TrajectoryExample.Line(TrajectoryExample.Make("database/train/1")).Replace(found, replacement, StringComparison.Ordinal);

        var exception = await Assert.ThrowsAsync<InvalidDataException>(
            () => RunAsync(TrajectoryExample.Line(TrajectoryExample.Make()) + second, DuplicatePolicy.All));

        Assert.Equal(message, exception.Message);
        Assert.Equal("of an older run", await ReadAsync("kept.jsonl"));
        Assert.Equal(["kept.jsonl", "trajectories.jsonl"], Directory.EnumerateFiles(_folder.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task An_empty_file_gives_an_empty_file_and_a_report_of_zeros()
    {
        var report = await RunAsync("", DuplicatePolicy.All);

        Assert.Equal((0, 0, 0), (report.Read, report.Kept, report.Dropped));
        Assert.Equal("", await ReadAsync("kept.jsonl"));
    }

    public void Dispose() => _folder.Dispose();

    async Task<FilterReport> RunAsync(string input, DuplicatePolicy policy)
    {
        ITrajectoryFilter[] filters =
        [
            new EndingFilter([EpisodeEnding.Completed]),
            new RewardFilter(new Dictionary<string, double> { ["database"] = 1, ["os"] = 1, ["mind2web"] = 2.0 / 3 }),
            new FormatFilter(0),
            new RepetitionFilter(new RepetitionOptions()),
        ];
        return await new FilterPipeline(filters, policy)
            .RunAsync(_folder.Write("trajectories.jsonl", input), _folder.Path, cancellationToken: TestContext.Current.CancellationToken);
    }

    async Task<string> ReadAsync(string name) => await File.ReadAllTextAsync(_folder.File(name), TestContext.Current.CancellationToken);

    async Task<string> FilesAsync() => await ReadAsync("kept.jsonl") + await ReadAsync("dropped.jsonl") + await ReadAsync("filter.json");
}
