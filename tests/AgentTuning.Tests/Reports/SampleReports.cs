using System.Collections.Immutable;
using System.Text.Json;
using AgentTuning.Conversations;
using AgentTuning.Datasets;
using AgentTuning.Environments;
using AgentTuning.Files;
using AgentTuning.Filtering;
using AgentTuning.Reports;
using AgentTuning.Tasks;
using AgentTuning.Trajectories;

namespace AgentTuning.Tests.Reports;

/// <summary>Reports with made-up figures: a usual one and odd ones.</summary>
static class SampleReports
{
    public static ReportContent Usual { get; } = new()
    {
        Title = "Quickstart: database",
        Models = ["llama:runs/quickstart/base", "llama:runs/quickstart/tuned"],
        Scores =
        [
            new ScoreSheet
            {
                Environment = "database",
                Kind = EnvironmentKind.HeldIn,
                Metric = "mean of three category accuracies",
                Overall = Row("score", 0.004, 0.635, 300),
                Categories = [Row("INSERT", 0, 0.70, 100), Row("UPDATE", 0, 0.58, 100), Row("SELECT", 0.012, 0.625, 100)],
                Changes =
                [
                    new ScoreChange
                    {
                        Baseline = "llama:runs/quickstart/base", Model = "llama:runs/quickstart/tuned", Difference = 0.631, Low = 0.572, High = 0.683,
                        Tasks = 300, Wins = 190, Losses = 1, SignTest = 1e-55,
                    },
                ],
            },
            new ScoreSheet
            {
                Environment = "general",
                Kind = EnvironmentKind.General,
                Metric = "share of tasks whose replies are all right",
                Overall = Row("score", 0.582, 0.570, 400),
                Categories =
                [
                    Row("copying", 0.71, 0.72, 160), Row("reading", 0.62, 0.59, 40), Row("strings", 0.40, 0.42, 48), Row("lists", 0.38, 0.35, 40),
                    Row("arithmetic", 0.55, 0.50, 40), Row("units-dates", 0.66, 0.66, 24), Row("choice", 0.33, 0.30, 24), Row("small-talk", 0.91, 0.90, 24),
                ],
            },
        ],
        Endings =
        [
            Endings("database", "llama:runs/quickstart/base", (EpisodeEnding.InvalidFormat, 281), (EpisodeEnding.TurnLimit, 15), (EpisodeEnding.Completed, 4)),
            Endings("database", "llama:runs/quickstart/tuned", (EpisodeEnding.Completed, 288), (EpisodeEnding.InvalidFormat, 5), (EpisodeEnding.TurnLimit, 4), (EpisodeEnding.ContextLimit, 3)),
            Endings("general", "llama:runs/quickstart/base", (EpisodeEnding.Completed, 400)),
            Endings("general", "llama:runs/quickstart/tuned", (EpisodeEnding.Completed, 400)),
        ],
        Examples =
        [
            Example("Solved after tuning only", "database/test/17", "INSERT", Opening, [Turn.Assistant("The table is a table of of the the")], [
                Turn.Assistant("I add the row.\nAction: Operation\n```sql\nINSERT INTO `Crew List` (`name`, `age`) VALUES ('Ana Voss', 34)\n```"),
                Turn.User("[]"),
                Turn.Assistant("Action: Answer\nFinal Answer: [\"done\"]"),
            ]),
            Example("Failed by both", "database/test/41", "SELECT", Opening, [Turn.Assistant("Action: Operation")], [
                Turn.Assistant("Action: Operation\n```sql\nSELECT COUNT(*) FROM `Crew List` WHERE age > 30\n```"),
                Turn.User("[(4,)]"),
                Turn.Assistant("Action: Answer\nFinal Answer: [\"5\"]"),
            ]),
        ],
        Collections =
        [
            new CollectionCounts
            {
                Environment = "database", Agent = "reference", Episodes = 3000, Tasks = 3000, MeanReward = 0.8123, MeanReplies = 2.41,
                Endings = Counts((EpisodeEnding.Completed, 2740), (EpisodeEnding.InvalidFormat, 180), (EpisodeEnding.TurnLimit, 80)),
            },
        ],
        Filters =
        [
            new FilterReport
            {
                Input = "trajectories.jsonl", InputHash = "ab12", Read = 3000, Kept = 2290, Dropped = 710, Filters = [], Duplicates = default,
                Drops = [new DropCount("reward", "reward-too-low", 520), new DropCount("ending", "invalid-format", 150), new DropCount("repetition", "repeated-action", 40)],
                Environments = [],
            },
        ],
        Mixtures =
        [
            new MixtureReport
            {
                AgentShare = 0.2, RealisedAgentShare = 0.2013, Seed = 1, Seeds = ImmutableSortedDictionary<string, int>.Empty, SystemPrompt = null,
                Examples = 11_450, IsCountGiven = false, Turns = 41_000, SupervisedTurns = 14_321, DatasetHash = "cd34",
                ExamplesBySource = ImmutableSortedDictionary<string, int>.Empty,
                Sources = [Source("kept.jsonl", true, 2290, 2305, 0), Source("general", false, 10_000, 9145, 12)],
            },
        ],
        LossCurves =
        [
            new LossCurve("base", Falling(1200, 6.1, 1.4, 3), Every(Falling(1200, 6.1, 1.5, 4), 200)),
            new LossCurve("tuned", Falling(500, 1.9, 0.12, 5), Every(Falling(500, 1.9, 0.16, 6), 100)),
        ],
        Stages =
        [
            Stage("collect", "agenttuning collect --environment database --agent reference --mistakes 0.3 --tasks 3000 --seed 1 --output runs/quickstart/collect", 21.4),
            Stage("filter", "agenttuning filter runs/quickstart/collect --output runs/quickstart/filter", 0.8),
            Stage("mix", "agenttuning mix runs/quickstart/filter/kept.jsonl --eta 0.2 --seed 1 --output runs/quickstart/mix", 1.7),
            Stage("train", "agenttuning train runs/quickstart/mix/dataset.jsonl --base runs/quickstart/base --seed 1 --output runs/quickstart/tuned", 207.3),
        ],
    };

    /// <summary>Every text tries to break out of the page.</summary>
    public static ReportContent Hostile { get; } = Usual with
    {
        Title = "</title><script>alert(1)</script>",
        Headline = "<img src=x onerror=alert(1)> & \"quotes\"",
        Models = ["<b>base</b>\u001b[31m", "\"><svg onload=alert(1)>"],
        Examples =
        [
            Example("]]> <!-- -->", "</pre>", "&amp;", [], [Turn.Assistant("</pre><script>alert('x')</script>\u0000\u001b]0;title\u0007\ud800 \u202eevil\ufffe http://example.org/x.png")], []),
        ],
    };

    /// <summary>Nothing but a title.</summary>
    public static ReportContent Empty { get; } = new() { Title = "Nothing yet" };

    /// <summary>One model, one category, and an odd collection of which nothing was kept.</summary>
    public static ReportContent Single { get; } = Usual with
    {
        Title = "Evaluation of openai:gpt-4o",
        Models = ["openai:gpt-4o"],
        Scores =
        [
            new ScoreSheet
            {
                Environment = "database", Kind = EnvironmentKind.HeldIn, Metric = "mean of three category accuracies",
                Overall = new ScoreRow("score", [new Score(0.42, 0.31, 0.53, 60)]), Categories = [new ScoreRow("SELECT", [new Score(0.42, 0.31, 0.53, 60)])],
            },
        ],
        Endings = [Endings("database", "openai:gpt-4o", (EpisodeEnding.Completed, 59), (EpisodeEnding.AgentFailed, 1))],
        Examples = [new ReportExample("Solved", "database/test/1", null, [Usual.Examples[0].Columns[1] with { Model = "openai:gpt-4o" }])],
        Collections = [Usual.Collections[0] with { Episodes = 0, Tasks = 0, MeanReward = null, MeanReplies = 0, Endings = Counts() }],
        Filters = [Usual.Filters[0] with { Kept = 0, Dropped = 3000, Drops = [new DropCount("reward", "reward-too-low", 3000)] }],
        Mixtures = [],
        LossCurves = [new LossCurve("broken", [new LossPoint(1, double.NaN), new LossPoint(2, double.PositiveInfinity)], []), new LossCurve("one step", [new LossPoint(1, 2.5)], [])],
        Stages = [],
    };

    /// <summary>Four models, thirty categories, names and texts that never end.</summary>
    public static ReportContent Crowded { get; } = Usual with
    {
        Title = "A comparison of many models on many categories with a title that goes on for quite a while to see how it breaks",
        Models = ["base", "llama:/a/very/long/path/to/some/folder/with/a/checkpoint-of-step-0012000/model", "general only", "agent only"],
        Scores =
        [
            new ScoreSheet
            {
                Environment = "database", Kind = EnvironmentKind.HeldOut, Metric = "mean",
                Overall = new ScoreRow("score", [new Score(0.1, 0.05, 0.2, 90), new Score(0.5, 0.4, 0.6, 90), null, new Score(1, 0.96, 1, 90)]),
                Categories = [.. Enumerable.Range(1, 30).Select(i => new ScoreRow(
                    i == 3 ? "a category whose name is much longer than anybody would expect it to be" : $"category {i}",
                    [new Score(i / 60.0, i / 80.0, i / 40.0, 3), new Score(i / 30.0, i / 40.0, 1, 3), null, new Score(0, 0, 0.56, 3)]))],
            },
        ],
        Examples =
        [
            Example("A long one", "database/test/99", "other", [Turn.User(string.Join(' ', Enumerable.Repeat("instruction", 400)))],
                [.. Enumerable.Range(0, 60).Select(i => i % 2 == 0 ? Turn.Assistant($"reply {i}") : Turn.User(new string('x', 700)))],
                [Turn.Assistant(new string('a', 9_000))]),
        ],
        Mixtures = [Usual.Mixtures[0] with { Sources = [.. Enumerable.Range(0, 11).Select(i => Source($"source {i}", i < 3, 1000 * i, 500 * i, i))] }],
    };

    static ImmutableArray<Turn> Opening =>
    [
        Turn.System("You are a helpful, respectful and honest assistant."),
        Turn.User("I will ask you a question, then you should help me operate a MySQL database with SQL to answer the question.\n"
            + string.Join('\n', Enumerable.Repeat("You have to explain the problem and your solution to me and write down your thoughts.", 9))),
        Turn.Assistant("Ok.", loss: false),
        Turn.User("Add Ana Voss, who is 34 years old, to the crew.\nThe name of this table is Crew List, and the headers of this table are name,age."),
    ];

    static ScoreRow Row(string name, double before, double after, int count) => new(name, [Around(before, count), Around(after, count)]);

    static Score Around(double value, int count)
    {
        var half = 1.96 * Math.Sqrt(Math.Max(value * (1 - value), 0.005) / count);
        return new Score(value, Math.Max(0, value - half), Math.Min(1, value + half), count);
    }

    static ImmutableSortedDictionary<string, int> Counts(params ReadOnlySpan<(EpisodeEnding Ending, int Count)> counts)
    {
        var builder = ImmutableSortedDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
        foreach (var (ending, count) in counts)
            builder.Add(WireNames.Of(ending), count);
        return builder.ToImmutable();
    }

    static EndingCounts Endings(string environment, string model, params ReadOnlySpan<(EpisodeEnding Ending, int Count)> counts) =>
        new(environment, model, Counts(counts));

    static ReportExample Example(string title, string task, string category, ImmutableArray<Turn> opening, ImmutableArray<Turn> before, ImmutableArray<Turn> after) =>
        new(title, task, category,
        [
            new ExampleColumn("llama:runs/quickstart/base", Trajectory(task, 0, EpisodeEnding.InvalidFormat, [.. opening, .. before])),
            new ExampleColumn("llama:runs/quickstart/tuned", Trajectory(task, 1, EpisodeEnding.Completed, [.. opening, .. after])),
        ]);

    static Trajectory Trajectory(string task, double reward, EpisodeEnding ending, ImmutableArray<Turn> turns) => new()
    {
        Id = $"{task}#0",
        Task = task,
        Environment = "database",
        Split = TaskSplit.Test,
        Attempt = 0,
        Agent = "llama",
        Reward = reward,
        Ending = ending,
        Turns = turns,
        Provenance = new TrajectoryProvenance { EnvironmentVersion = "1", PromptHash = "0123456789abcdef", Seed = 1, MaxReplyTokens = 128, ToolVersion = "0.1.0" },
        TaskData = JsonElement.Parse("{}"),
        Timings = new EpisodeTimings(DateTimeOffset.UnixEpoch, 1, 0.5, 0.5),
    };

    static MixtureSourceReport Source(string name, bool isAgent, int read, int drawn, int dropped) => new()
    {
        Name = name,
        IsAgent = isAgent,
        Weight = isAgent ? null : 1,
        Origin = name,
        Hash = null,
        Read = read,
        Usable = read - dropped,
        Dropped = dropped == 0 ? ImmutableSortedDictionary<string, int>.Empty : ImmutableSortedDictionary<string, int>.Empty.Add("no-supervised-turn", dropped),
        CleanUp = ImmutableSortedDictionary<string, int>.Empty,
        Drawn = drawn,
        Distinct = Math.Min(read, drawn),
        Turns = drawn * 3,
        SupervisedTurns = drawn * 2,
    };

    static ImmutableArray<LossPoint> Falling(int steps, double from, double to, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(1, steps).Select(step => new LossPoint(step, to + ((from - to) * Math.Exp(-6.0 * step / steps)) + (0.1 * random.NextDouble() * to)))];
    }

    static ImmutableArray<LossPoint> Every(ImmutableArray<LossPoint> points, int interval) => [.. points.Where(point => point.Step % interval == 0)];

    static ReportStage Stage(string name, string command, double seconds) => new()
    {
        Name = name,
        CommandLine = command,
        Status = "completed",
        StartedAt = new DateTimeOffset(2026, 11, 22, 22, 0, 0, TimeSpan.Zero),
        Duration = TimeSpan.FromSeconds(seconds),
        Options = ImmutableSortedDictionary<string, string>.Empty.Add("seed", "1").Add("environment", "database").Add("mistakes", "0.3"),
        Versions = ImmutableSortedDictionary<string, string>.Empty.Add("tool", "0.1.0").Add("environment", "1").Add("runtime", ".NET 10.0.12"),
    };
}
