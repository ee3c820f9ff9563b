using System.Collections.Immutable;
using System.Text.Json;
using AgentTuning.Collection;
using AgentTuning.Tests.Files;
using Microsoft.Extensions.Time.Testing;

namespace AgentTuning.Tests.Collection;

public sealed class RunFolderTests : IDisposable
{
    readonly TemporaryFolder _folder = new();
    readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    [Fact]
    public async Task A_new_folder_holds_the_options_and_the_state()
    {
        await using (var run = await OpenAsync("a/b", Record("seed", "1")))
            await run.RecordAsync(RunStatus.Completed, null, TestContext.Current.CancellationToken);

        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(_folder.File("a/b/run.json"), TestContext.Current.CancellationToken));
        Assert.Equal("collect", json.RootElement.GetProperty("command").GetString());
        Assert.Equal("completed", json.RootElement.GetProperty("status").GetString());
        Assert.Equal("1", json.RootElement.GetProperty("options").GetProperty("seed").GetString());
        Assert.Equal("2026-01-02T03:04:05+00:00", json.RootElement.GetProperty("startedAt").GetString());
    }

    [Fact]
    public async Task The_same_options_go_on()
    {
        await using (await OpenAsync("a", Record("seed", "1")))
            _clock.Advance(TimeSpan.FromHours(1));

        await using var run = await OpenAsync("a", Record("seed", "1") with { Settings = Options("tasks", "9") });

        Assert.Equal(2, run.Record.Starts);
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), run.Record.StartedAt);
        Assert.Equal(RunStatus.Running, run.Record.Status);
    }

    [Fact]
    public async Task Other_options_are_refused_by_name_and_taken_by_force()
    {
        await using (await OpenAsync("a", With(Record("seed", "1"), "engine", "sqlite")))
        {
        }

        var exception = await Assert.ThrowsAsync<InvalidDataException>(() => OpenAsync("a", With(Record("seed", "2"), "mistakes", "0.5")));

        Assert.Equal(
            $"The folder '{_folder.File("a")}' was begun with other options: engine was sqlite, now not set; mistakes was not set, now 0.5; seed was 1, now 2. Choose another --output, give the same options, or give --force to go on here with the new ones (finished episodes stay as they are).",
            exception.Message);
        await using var forced = await OpenAsync("a", Record("seed", "2"), force: true);
        Assert.Equal("2", forced.Record.Options["seed"]);
    }

    [Fact]
    public async Task The_folder_of_another_command_is_refused()
    {
        await using (await OpenAsync("a", Record("seed", "1")))
        {
        }

        var exception = await Assert.ThrowsAsync<InvalidDataException>(() => OpenAsync("a", Record("seed", "1") with { Command = "evaluate" }));

        Assert.Equal($"The folder '{_folder.File("a")}' was made by 'collect', not by 'evaluate'. Choose another --output.", exception.Message);
    }

    [Fact]
    public async Task A_refused_folder_is_open_to_others()
    {
        await using (await OpenAsync("a", Record("seed", "1")))
        {
        }

        await Assert.ThrowsAsync<InvalidDataException>(() => OpenAsync("a", Record("seed", "2")));

        await using var run = await OpenAsync("a", Record("seed", "1"));
        Assert.Equal(2, run.Record.Starts);
    }

    [Fact]
    public async Task A_record_that_is_none_is_named()
    {
        Directory.CreateDirectory(_folder.File("a"));
        _folder.Write("a/run.json", """{"command":"collect","status":"asleep","options":{}}""");

        var exception = await Assert.ThrowsAsync<InvalidDataException>(() => OpenAsync("a", Record("seed", "1")));

        Assert.Equal($"{_folder.File("a/run.json")}: status is \"asleep\", expected one of running, stopped, failed, completed.", exception.Message);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_named()
    {
        _folder.Write("file", "");

        var exception = await Assert.ThrowsAsync<IOException>(() => OpenAsync("file/run", Record("seed", "1")));

        Assert.StartsWith($"The run folder '{_folder.File("file/run")}' cannot be written: ", exception.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    Task<RunFolder> OpenAsync(string name, RunRecord record, bool force = false) =>
        RunFolder.OpenAsync(_folder.File(name), record, force, _clock, TestContext.Current.CancellationToken);

    static RunRecord Record(string name, string value) => new() { Command = "collect", Status = RunStatus.Running, Options = Options(name, value) };

    static RunRecord With(RunRecord record, string name, string value) => record with { Options = record.Options.Add(name, value) };

    static ImmutableSortedDictionary<string, string> Options(string name, string value) => ImmutableSortedDictionary<string, string>.Empty.Add(name, value);
}
