using System.Text;
using System.Text.Json;
using AgentTuning.Environments.AlfWorld.Engine;
using AgentTuning.Environments.AlfWorld.Engine.Traces;

namespace AgentTuning.Environments.Tests.AlfWorld.Engine.Traces;

/// <summary>Games unlike the recorded ones, written by hand: what the literal engine answers is what the compiled one answers, row by row.</summary>
public sealed class OtherTracesTests : IDisposable
{
    const int Steps = 300;
    const string OneDoor = "(openable ?r) (forall (?other - receptacle) (not (opened ?other)))";
    const string LampByPlace = "(and (exists (?ot - object ?a - agent ?l - location) (and (objectType ?ot DeskLampType) (toggleable ?ot) (isToggled ?ot) (objectAtLocation ?ot ?l) (atLocation ?a ?l))) (exists (?o - object ?a - agent) (and (objectType ?o MugType) (holds ?a ?o))))";
    const string TwoApples = "(exists (?r - receptacle ?o1 ?o2 - object) (and (receptacleType ?r FridgeType) (objectType ?o1 AppleType) (objectType ?o2 AppleType) (not (= ?o1 ?o2)) (inReceptacle ?o1 ?r) (inReceptacle ?o2 ?r)))";
    const string HotApple = "(exists (?r - receptacle ?o - object) (and (heatable ?o) (objectType ?o AppleType) (receptacleType ?r CounterTopType) (isHot ?o) (inReceptacle ?o ?r)))";
    const string AllClosed = "(and (holdsAny agent1) (forall (?r - receptacle) (imply (openable ?r) (or (opened ?r) (checked ?r)))))";

    readonly string _folder = Directory.CreateTempSubdirectory("agenttuning-traces-").FullName;

    public static TheoryData<string> Names => ["new", "old", "agents", "forall", "lamp", "two", "hot", "closed", "windows"];

    [Theory, MemberData(nameof(Names))]
    public async Task Both_engines_answer_a_walk_the_same(string name)
    {
        foreach (var useRawNames in (bool[])[false, true])
        {
            var file = Path.Combine(_folder, "game.tw-pddl");
            await File.WriteAllBytesAsync(file, Game(name).ToBytes(), TestContext.Current.CancellationToken);
            var rows = Record(GameFile.Load(file), useRawNames);
            var trace = await WriteAsync(string.Concat(rows.Select(row => $"{row}\n")));

            foreach (var engine in (GameEngine[])[GameEngine.General, GameEngine.Compiled])
            {
                var game = Games.Open(GameFile.Load(file), new GameOptions { UseRawNames = useRawNames, Engine = engine });
                Assert.Equal(new TraceReport(Steps, 0, null), await TraceReplay.RunAsync(game, trace, TestContext.Current.CancellationToken));
            }
        }
    }

    [Theory]
    [InlineData("lamp", "go to countertop 1", "take mug 1 from countertop 1", "go to shelf 1", "use desklamp 1")]
    [InlineData("two", "go to countertop 1", "take apple 2 from countertop 1", "go to fridge 1", "open fridge 1", "move apple 2 to fridge 1")]
    [InlineData("hot", "go to countertop 1", "take apple 2 from countertop 1", "go to microwave 1", "heat apple 2 with microwave 1", "go to countertop 1", "move apple 2 to countertop 1")]
    [InlineData("closed", "go to fridge 1", "open fridge 1", "close fridge 1", "examine fridge 1", "go to microwave 1", "examine microwave 1", "go to countertop 1", "take mug 1 from countertop 1")]
    public void Other_goals_are_won_at_the_last_command(string name, params string[] commands)
    {
        foreach (var engine in (GameEngine[])[GameEngine.General, GameEngine.Compiled])
        {
            var game = Games.Open(Game(name), new GameOptions { Engine = engine });
            foreach (var command in commands[..^1])
                Assert.Equal((true, false), game.Act(command) is var turn ? (turn.IsAccepted, turn.IsWon) : default);
            Assert.True(game.Act(commands[^1]).IsWon);
        }
    }

    [Fact]
    public async Task Lines_may_end_as_on_Windows_and_the_last_one_without_an_end()
    {
        var rows = Record(Game("new"), useRawNames: false).Take(20).ToList();
        var trace = await WriteAsync(string.Join("\r\n", rows));

        var report = await TraceReplay.RunAsync(Games.Open(Game("new")), trace, TestContext.Current.CancellationToken);

        Assert.Equal(new TraceReport(20, 0, null), report);
    }

    [Fact]
    public async Task A_trace_that_breaks_off_in_a_row_is_told_with_its_line()
    {
        var rows = Record(Game("new"), useRawNames: false).Take(3).ToList();
        var trace = await WriteAsync(string.Join('\n', rows)[..^10]);

        var fault = await Assert.ThrowsAsync<InvalidDataException>(() => TraceReplay.RunAsync(Games.Open(Game("new")), trace, TestContext.Current.CancellationToken));

        Assert.Contains("trace.jsonl line 3", fault.Message, StringComparison.Ordinal);
        await File.WriteAllTextAsync(trace, "", TestContext.Current.CancellationToken);
        fault = await Assert.ThrowsAsync<InvalidDataException>(() => TraceReplay.RunAsync(Games.Open(Game("new")), trace, TestContext.Current.CancellationToken));
        Assert.Contains("has no rows", fault.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    static GameFile Game(string name) => name switch
    {
        "old" => SmallHouse.With(SmallHouse.OldDomain, SmallHouse.OldGrammar),
        "agents" => SmallHouse.Create(
            SmallHouse.Things.Replace("agent1 - agent", "agent1 agent2 agent3 - agent", StringComparison.Ordinal), SmallHouse.Facts + " (atLocation agent2 loc_bar_3) (atLocation agent3 loc_bar_5)"),
        "forall" => SmallHouse.With(SmallHouse.Domain.Replace("(openable ?r) (not (opened ?r))", OneDoor, StringComparison.Ordinal), SmallHouse.Grammar),
        "lamp" => SmallHouse.Create(goal: LampByPlace),
        "two" => SmallHouse.Create(goal: TwoApples),
        "hot" => SmallHouse.Create(goal: HotApple),
        "closed" => SmallHouse.Create(goal: AllClosed),
        "windows" => GameFile.Create("windows", Windows(SmallHouse.Domain), Windows(SmallHouse.Create().ProblemText), Windows(SmallHouse.Grammar)),
        _ => SmallHouse.Create(),
    };

    static string Windows(string text) => text.Replace("\n", "\r\n", StringComparison.Ordinal);

    // The literal engine's answers: a reset now and then, and one command of seven that is not admissible.
    static List<string> Record(GameFile file, bool useRawNames)
    {
        var random = new Random(5);
        var game = Games.Open(file, new GameOptions { UseRawNames = useRawNames, Engine = GameEngine.General });
        var rows = new List<string>();
        for (var step = 0; step < Steps; step++)
        {
            var commands = game.AdmissibleCommands;
            var others = commands.Where(command => !command.StartsWith("go to ", StringComparison.Ordinal)).ToList();
            var command = step % 100 == 0 ? null
                : random.Next(7) == 0 ? $"go to {random.Next(9)}"
                : random.Next(3) > 0 ? others[random.Next(others.Count)] : commands[random.Next(commands.Count)];
            var turn = command is null ? game.Reset() : game.Act(command);
            rows.Add(JsonSerializer.Serialize(new TraceRow { Command = command, Observation = turn.Observation, Admissible = game.AdmissibleCommands, IsWon = turn.IsWon }));
        }

        return rows;
    }

    async Task<string> WriteAsync(string text)
    {
        var path = Path.Combine(_folder, "trace.jsonl");
        await File.WriteAllTextAsync(path, text, new UTF8Encoding(false), TestContext.Current.CancellationToken);
        return path;
    }
}
