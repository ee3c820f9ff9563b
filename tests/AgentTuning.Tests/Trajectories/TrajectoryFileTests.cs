using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using AgentTuning.Conversations;
using AgentTuning.Environments;
using AgentTuning.Tasks;
using AgentTuning.Tests.Files;
using AgentTuning.Trajectories;

namespace AgentTuning.Tests.Trajectories;

public sealed class TrajectoryFileTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task What_was_appended_is_read_back_with_all_its_characters()
    {
        var path = _folder.File("runs/a/trajectories.jsonl");
        var turns = ImmutableArray.Create(Turn.User("tab\t, bell \a, escape \u001b[K, \r\n, 日本, 😀, \u2028, \"<>&'"), Turn.Assistant("ok"));
        await using (var file = await OpenAsync(path))
            await file.AppendAsync(Make("a#0") with { Turns = turns });

        var read = await ReadAsync(path);

        Assert.Equal(turns, Assert.Single(read).Turns);
        Assert.Equal("""{"k":[1,null]}""", read[0].TaskData.GetRawText());
        Assert.Equal(1, (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).Count(c => c == '\n'));
        Assert.Equal(["trajectories.jsonl"], Directory.EnumerateFiles(_folder.File("runs/a")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Half_a_surrogate_pair_from_a_hostile_model_does_not_break_the_file()
    {
        var path = _folder.File("t.jsonl");
        await using (var file = await OpenAsync(path))
            await file.AppendAsync(Make("a#0") with { Turns = [Turn.User("x"), Turn.Assistant("bad \ud83d here")] });

        Assert.Equal("bad \ufffd here", (await ReadAsync(path))[0].Turns[1].Text);
    }

    [Fact]
    public async Task An_id_is_written_once()
    {
        await using var file = await OpenAsync(_folder.File("t.jsonl"));
        await file.AppendAsync(Make("a#0"));

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => file.AppendAsync(Make("a#0")));

        Assert.Equal("t.jsonl already holds a trajectory 'a#0'; an id is written once.", exception.Message);
        Assert.Equal(1, file.Count);
    }

    [Fact]
    public async Task Many_at_once_are_all_written_whole()
    {
        var path = _folder.File("t.jsonl");
        await using (var file = await OpenAsync(path))
            await Parallel.ForEachAsync(Enumerable.Range(0, 500), TestContext.Current.CancellationToken, async (i, _) => await file.AppendAsync(Make($"a/{i}#0")));

        Assert.Equal(500, (await ReadAsync(path)).Select(trajectory => trajectory.Id).Distinct().Count());
    }

    [Theory]
    [InlineData("{\"id\":\"b#0\",\"tas", 16)]
    [InlineData("{", 1)]
    [InlineData("\0\0\0\0\n", 4)]
    public async Task A_last_line_that_was_cut_short_is_set_aside_and_the_rest_goes_on(string torn, int bytes)
    {
        var path = _folder.File("t.jsonl");
        await using (var file = await OpenAsync(path))
            await file.AppendAsync(Make("a#0"));
        await File.AppendAllTextAsync(path, torn, TestContext.Current.CancellationToken);

        await using (var file = await OpenAsync(path))
        {
            Assert.Equal($"t.jsonl line 2 was cut short when its writer was stopped; its {bytes} bytes were set aside in t.jsonl.torn.", file.Repair);
            await file.AppendAsync(Make("b#0"));
        }

        Assert.Equal(["a#0", "b#0"], (await ReadAsync(path)).Select(trajectory => trajectory.Id));
        Assert.Equal(torn.TrimEnd('\n') + "\n", await File.ReadAllTextAsync(path + ".torn", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Cut_at_any_byte_the_file_opens_and_only_the_last_record_is_lost()
    {
        var path = _folder.File("t.jsonl");
        await using (var file = await OpenAsync(path))
        {
            await file.AppendAsync(Make("a#0"));
            await file.AppendAsync(Make("b#0"));
        }

        var whole = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        var first = Array.IndexOf(whole, (byte)'\n') + 1;
        for (var length = first; length < whole.Length; length++)
        {
            await File.WriteAllBytesAsync(path, whole[..length], TestContext.Current.CancellationToken);

            await using (var file = await OpenAsync(path))
                if (!file.Contains("b#0"))
                    await file.AppendAsync(Make("b#0"));

            Assert.Equal(whole, await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task A_broken_line_in_the_middle_is_refused_by_number()
    {
        var path = _folder.File("t.jsonl");
        await using (var file = await OpenAsync(path))
            await file.AppendAsync(Make("a#0"));
        await File.AppendAllTextAsync(path, "{\"id\":\n" + await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);

        var exception = await Assert.ThrowsAsync<InvalidDataException>(() => OpenAsync(path));

        Assert.StartsWith("t.jsonl line 2: not JSON at byte 6", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reward_outside_its_range_is_refused_by_line_and_value()
    {
        var path = _folder.File("trajectories.jsonl");
        var line = JsonSerializer.Serialize(Make("a#0"), TrajectoryJson.Readable.Trajectory);
        await File.WriteAllTextAsync(path, line.Replace("\"reward\":1", "\"reward\":1.5", StringComparison.Ordinal) + "\n", TestContext.Current.CancellationToken);

        var reading = await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(path));
        var opening = await Assert.ThrowsAsync<InvalidDataException>(() => OpenAsync(path));

        Assert.Equal("trajectories.jsonl line 1: reward is 1.5, expected 0 to 1 or null. Was it written by another version?", reading.Message);
        Assert.Equal(reading.Message, opening.Message);
    }

    [Fact]
    public async Task An_id_that_is_there_twice_is_refused_by_line()
    {
        var line = JsonSerializer.Serialize(Make("a#0"), TrajectoryJson.Readable.Trajectory);
        var path = _folder.Write("t.jsonl", $"{line}\n{line}\n");

        var exception = await Assert.ThrowsAsync<InvalidDataException>(() => OpenAsync(path));

        Assert.Equal("t.jsonl line 2: id 'a#0' is there twice. Remove one of the two lines.", exception.Message);
    }

    [Fact]
    public async Task A_second_writer_is_refused_while_readers_are_welcome()
    {
        var path = _folder.File("t.jsonl");
        await using var file = await OpenAsync(path);
        await file.AppendAsync(Make("a#0"));

        var exception = await Assert.ThrowsAsync<IOException>(() => OpenAsync(path));

        Assert.Equal($"{path} is being written by another process (it holds t.jsonl.lock). Wait until that has ended, or choose another folder.", exception.Message);
        Assert.Single(await ReadAsync(path));
    }

    [Fact]
    public async Task A_lock_left_by_a_killed_process_is_no_obstacle()
    {
        _folder.Write("t.jsonl.lock", "");

        await using var file = await OpenAsync(_folder.File("t.jsonl"));

        Assert.Equal(0, file.Count);
    }

    [Fact]
    public async Task Rewriting_orders_the_lines_and_drops_those_not_named()
    {
        var path = _folder.File("t.jsonl");
        await using (var file = await OpenAsync(path))
        {
            foreach (var id in new[] { "c", "a", "b", "x" })
                await file.AppendAsync(Make(id));

            await file.RewriteAsync(["a", "b", "missing", "c"], TestContext.Current.CancellationToken);
            await file.AppendAsync(Make("x"));
        }

        Assert.Equal(["a", "b", "c", "x"], (await ReadAsync(path)).Select(trajectory => trajectory.Id));
    }

    [Fact]
    public async Task Lines_ended_by_another_system_are_rewritten_with_ours()
    {
        var line = JsonSerializer.Serialize(Make("a#0"), TrajectoryJson.Readable.Trajectory);
        var path = _folder.Write("t.jsonl", $"{line}\r\n");
        await using (var file = await OpenAsync(path))
            await file.RewriteAsync(["a#0"], TestContext.Current.CancellationToken);

        Assert.Equal(Encoding.UTF8.GetBytes($"{line}\n"), await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken));
    }

    public void Dispose() => _folder.Dispose();

    static Task<TrajectoryFile> OpenAsync(string path) => TrajectoryFile.OpenAsync(path, TestContext.Current.CancellationToken);

    static async Task<List<Trajectory>> ReadAsync(string path) =>
        await TrajectoryFile.ReadAsync(path, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

    static Trajectory Make(string id) => new()
    {
        Id = id,
        Task = "a",
        Environment = "counting",
        Split = TaskSplit.Train,
        Attempt = 0,
        Agent = "scripted",
        Reward = 1,
        Ending = EpisodeEnding.Completed,
        Turns = [Turn.User("x"), Turn.Assistant("y")],
        Provenance = new TrajectoryProvenance { EnvironmentVersion = "1", PromptHash = "0", Seed = 1, MaxReplyTokens = 8, ToolVersion = "0" },
        TaskData = JsonDocument.Parse("""{"k":[1,null]}""").RootElement,
        Timings = new EpisodeTimings(DateTimeOffset.UnixEpoch, 0, 0, 0),
    };
}
