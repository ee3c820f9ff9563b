using System.Globalization;
using System.Text.Json;
using AgentTuning.Conversations;
using AgentTuning.Datasets;
using AgentTuning.Tests.Files;
using AgentTuning.Trajectories;

namespace AgentTuning.Tests.Datasets;

public sealed class MixtureTests : IDisposable
{
    static readonly string[] Outputs = ["README.md", "dataset.jsonl", "mixture.json"];

    readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Each_example_is_an_agent_one_with_the_given_probability_and_general_ones_follow_their_weights()
    {
        var report = await RunAsync(
            new MixtureOptions { AgentShare = 0.2, Count = 20_000, Seed = 7 }, Agent(50), General("gpt-4", 100, 1), General("gpt-3.5", 1000, 4));

        // 20,000 draws: standard errors are 57 and 50.
        Assert.Equal(20_000, report.Examples);
        Assert.InRange(report.Sources[0].Drawn, 3_800, 4_200);
        Assert.InRange(report.Sources[1].Drawn, 3_000, 3_400);
        Assert.InRange(report.Sources[2].Drawn, 12_500, 13_100);
        Assert.Equal(report.Sources[0].Drawn / 20_000.0, report.RealisedAgentShare);
        Assert.Equal(20_000, report.Sources.Sum(source => source.Drawn));
    }

    [Fact]
    public async Task Nothing_is_drawn_twice_before_all_of_a_source_was_drawn_and_a_second_time_has_an_id_of_its_own()
    {
        await RunAsync(new MixtureOptions { AgentShare = 1, Count = 25 }, Agent(10));

        var ids = (await ReadAsync()).ConvertAll(conversation => conversation.Id);
        Assert.Equal(25, ids.Distinct().Count());
        Assert.Equal(10, ids.Take(10).Distinct().Count());
        Assert.All(ids.Take(10), id => Assert.DoesNotContain('~', id));
        Assert.All(ids.Skip(10).Take(10), id => Assert.EndsWith("~epoch2", id, StringComparison.Ordinal));
        Assert.All(ids.Skip(20), id => Assert.EndsWith("~epoch3", id, StringComparison.Ordinal));
        Assert.NotEqual(ids.Take(10), ids.Skip(10).Take(10).Select(id => id.Replace("~epoch2", "", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(0.2, 10, 50)]
    [InlineData(0.3, 10, 33)]
    [InlineData(1.0, 10, 10)]
    [InlineData(0.0, 10, 40)]
    public async Task Without_a_number_each_agent_conversation_comes_once_on_average(double share, int agents, int examples)
    {
        var report = await RunAsync(new MixtureOptions { AgentShare = share }, Agent(agents), General("general", 40, 1));

        Assert.Equal(examples, report.Examples);
        Assert.False(report.IsCountGiven);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_bytes_whatever_a_killed_run_left_behind_and_another_seed_gives_others()
    {
        var options = new MixtureOptions { Count = 100, Seed = 1 };
        await RunAsync(options, Agent(10), General("general", 40, 1));
        var first = Bytes();

        _folder.Write(".mixture.spool.tmp", new string('x', 100_000));
        _folder.Write(".dataset.jsonl.tmp", "x");
        await RunAsync(options, Agent(10), General("general", 40, 1));

        Assert.Equal(first, Bytes());
        Assert.Equal(Outputs, Directory.EnumerateFiles(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        await RunAsync(options with { Seed = 2 }, Agent(10), General("general", 40, 1));
        Assert.NotEqual(first, Bytes());
    }

    [Fact]
    public async Task The_size_of_one_source_does_not_move_the_draws_from_another()
    {
        var options = new MixtureOptions { AgentShare = 0.5, Count = 20 };
        await RunAsync(options, Agent(30), General("general", 40, 1));
        var agents = (await ReadAsync()).Where(conversation => conversation.Source == "database").Select(conversation => conversation.Id).ToArray();

        await RunAsync(options, Agent(30), General("general", 400, 1));

        Assert.Equal(agents, (await ReadAsync()).Where(conversation => conversation.Source == "database").Select(conversation => conversation.Id));
    }

    [Fact]
    public async Task Ids_that_two_sources_share_are_told_apart()
    {
        await RunAsync(new MixtureOptions { AgentShare = 0, Count = 4 }, General("a", 2, 1, prefix: "x"), General("b", 2, 1, prefix: "x"));

        var ids = (await ReadAsync()).Select(conversation => conversation.Id).ToArray();
        Assert.Equal(4, ids.Distinct().Count());
    }

    [Fact]
    public async Task A_system_prompt_is_given_to_those_without_one_and_what_teaches_nothing_is_counted_and_left_out()
    {
        var source = MixtureSources.Generated("general", "three of them", 1,
        [
            new Conversation { Id = "plain", Turns = [Turn.User("u"), Turn.Assistant("a")] },
            new Conversation { Id = "own", Turns = [Turn.System("own"), Turn.User("u"), Turn.Assistant("a")] },
            new Conversation { Id = "mute", Turns = [Turn.User("u"), Turn.Assistant("a", loss: false)] },
        ]);

        var report = await RunAsync(new MixtureOptions { AgentShare = 0, SystemPrompt = "Be honest." }, source);

        var texts = (await ReadAsync()).ToDictionary(conversation => conversation.Id, conversation => conversation.Turns[0].Text);
        Assert.Equal(new Dictionary<string, string> { ["plain"] = "Be honest.", ["own"] = "own" }, texts);
        Assert.Equal((3, 2, 1), (report.Sources[0].Read, report.Sources[0].Usable, report.Sources[0].Dropped["no-supervised-turn"]));
        Assert.Equal((6, 2), (report.Turns, report.SupervisedTurns));
    }

    [Fact]
    public async Task Files_of_the_wild_are_cleaned_hashed_and_their_malformed_records_counted()
    {
        var path = _folder.Write("wild.json", """
            [{"id":"1","conversations":[{"from":"gpt","value":"left over"},{"from":"human","value":"Hi"},{"from":"gpt","value":"Hello"}]},
             {"id":"2","conversations":[{"from":"bard","value":"x"}]},
             {"id":"3","conversations":[{"from":"human","value":"Hi"}]}]
            """);

        var report = await RunAsync(
            new MixtureOptions { AgentShare = 0 },
            await MixtureSources.GeneralFileAsync("wild", path, 1, new CleanUpOptions { SkipsMalformed = true }, TestContext.Current.CancellationToken));

        var source = Assert.Single(report.Sources);
        Assert.Equal((3, 1), (source.Read, source.Usable));
        Assert.Equal(["clean-up=1", "malformed=1"], source.Dropped.Select(pair => $"{pair.Key}={pair.Value}"));
        Assert.Equal(1, source.CleanUp["leading-replies"]);
        Assert.Equal("wild.json", source.Origin);
        Assert.Equal(64, source.Hash!.Length);
        Assert.Contains("| wild | general | 1 | wild.json |", await File.ReadAllTextAsync(_folder.File("README.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_must_be_drawn_from_and_is_empty_is_an_error_and_leaves_the_older_files()
    {
        _folder.Write("dataset.jsonl", "older");

        var noAgent = await Assert.ThrowsAsync<InvalidDataException>(() => RunAsync(new MixtureOptions(), General("general", 3, 1)));
        var noGeneral = await Assert.ThrowsAsync<InvalidDataException>(() => RunAsync(new MixtureOptions(), Agent(3)));
        var empty = await Assert.ThrowsAsync<InvalidDataException>(() => RunAsync(new MixtureOptions(), Agent(3), General("wild", 0, 1)));

        Assert.StartsWith("The agent share is 0.2, but there is no agent conversation to draw from.", noAgent.Message, StringComparison.Ordinal);
        Assert.StartsWith("The agent share is 0.2, but there is no general source.", noGeneral.Message, StringComparison.Ordinal);
        Assert.StartsWith("The general source 'wild' has nothing to draw from: 0 conversations read", empty.Message, StringComparison.Ordinal);
        Assert.Equal("dataset.jsonl", Assert.Single(Directory.EnumerateFiles(_folder.Path).Select(Path.GetFileName)));
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void An_agent_share_outside_of_0_to_1_is_refused(double share)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new MixtureOptions { AgentShare = share });
    }

    public void Dispose() => _folder.Dispose();

    static MixtureSource Agent(int count) => new()
    {
        Name = "agent",
        IsAgent = true,
        Origin = "kept.jsonl",
        ReadAsync = (_, _) => Conversations("database/train", count).Select(conversation => conversation with { Source = "database" }).ToAsyncEnumerable(),
    };

    static MixtureSource General(string name, int count, double weight, string? prefix = null) =>
        MixtureSources.Generated(name, "generated", weight, Conversations(prefix ?? name, count));

    static IEnumerable<Conversation> Conversations(string prefix, int count) => Enumerable.Range(0, count).Select(i => new Conversation
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"{prefix}/{i}"),
        Turns = [Turn.User("question"), Turn.Assistant("answer")],
    });

    Task<MixtureReport> RunAsync(MixtureOptions options, params MixtureSource[] sources) =>
        new Mixture(sources, options).RunAsync(_folder.Path, cancellationToken: TestContext.Current.CancellationToken);

    string Bytes() => string.Concat(Outputs.Select(name => File.ReadAllText(_folder.File(name))));

    async Task<List<Conversation>> ReadAsync() =>
    [
        .. (await File.ReadAllLinesAsync(_folder.File("dataset.jsonl"), TestContext.Current.CancellationToken))
            .Select(line => JsonSerializer.Deserialize(line, TrajectoryJson.Readable.Conversation)!),
    ];
}
