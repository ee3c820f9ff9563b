using System.Text.Json;
using AgentTuning.Environments.AlfWorld;
using AgentTuning.Environments.AlfWorld.Engine;
using AgentTuning.Environments.AlfWorld.Generation;
using AgentTuning.Tasks;

namespace AgentTuning.Cli.Tests.Commands;

public sealed class AlfWorldVerifyTests
{
    [Theory]
    [InlineData("automatic")]
    [InlineData("general")]
    [InlineData("compiled")]
    public async Task A_recorded_game_is_the_same(string engine)
    {
        using var folder = new TestFolder();
        var (game, trace) = await RecordAsync(folder, _ => { });

        var (code, output, _) = await CommandRunner.RunAsync("alfworld", "verify", game, trace, "--engine", engine);

        Assert.Equal(0, code);
        Assert.Matches(@"^rows equal      \d+\nrows different  0\n$", output);
    }

    [Fact]
    public async Task The_first_difference_is_told_in_full_and_the_exit_code_says_so()
    {
        using var folder = new TestFolder();
        var (game, trace) = await RecordAsync(folder, rows =>
        {
            rows[2] = rows[2].Replace("inventory", "inventories", StringComparison.Ordinal).Replace("\"won\":false", "\"won\":true", StringComparison.Ordinal);
            rows[4] = rows[4].Replace("\"obs\":\"", "\"obs\":\"x", StringComparison.Ordinal);
        });

        var (code, output, _) = await CommandRunner.RunAsync("alfworld", "verify", game, trace);
        var (jsonCode, json, _) = await CommandRunner.RunAsync("alfworld", "verify", game, trace, "--json");

        Assert.Equal((1, 1), (code, jsonCode));
        Assert.Contains("rows different  2\n\nThe first difference is in line 3: adm, won\ncommand   '", output, StringComparison.Ordinal);
        Assert.Contains("\nrecorded\n  obs   \"", output, StringComparison.Ordinal);
        Assert.Contains("  adm   'inventories'\n", output, StringComparison.Ordinal);
        Assert.Contains("\nreplayed\n  obs   \"", output, StringComparison.Ordinal);
        Assert.Contains("  adm   'inventory'\n", output, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(json);
        Assert.Equal(2, document.RootElement.GetProperty("different").GetInt32());
        Assert.Equal(3, document.RootElement.GetProperty("first").GetProperty("line").GetInt32());
    }

    [Fact]
    public async Task A_trace_of_raw_names_needs_the_option()
    {
        using var folder = new TestFolder();
        var (game, trace) = await RecordAsync(folder, _ => { }, useRawNames: true);

        var (without, _, _) = await CommandRunner.RunAsync("alfworld", "verify", game, trace);
        var (with, output, _) = await CommandRunner.RunAsync("alfworld", "verify", game, trace, "--raw-names");

        Assert.Equal((1, 0), (without, with));
        Assert.Contains("rows different  0", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"cmd\":\"look\"", "trace.jsonl line 2")]
    [InlineData("[1]", "trace.jsonl line 2")]
    [InlineData("{\"cmd\":3}", "trace.jsonl line 2")]
    public async Task A_broken_line_of_a_trace_is_told_with_its_place(string line, string place)
    {
        using var folder = new TestFolder();
        var (game, trace) = await RecordAsync(folder, rows => rows[1] = line);

        var (code, _, remarks) = await CommandRunner.RunAsync("alfworld", "verify", game, trace);

        Assert.Equal(1, code);
        Assert.Contains(place, remarks.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    // A walk along the solution with a command in it that is not admissible.
    static async Task<(string Game, string Trace)> RecordAsync(TestFolder folder, Action<List<string>> change, bool useRawNames = false)
    {
        var house = HouseGenerator.Create(HouseGenerator.NameOf(9, TaskSplit.Test, HouseholdTaskType.CleanAndPlace, 0), HouseholdTaskType.CleanAndPlace);
        var game = Games.Open(house.Game, new GameOptions { UseRawNames = useRawNames, Engine = GameEngine.General });
        var rows = new List<string> { Row(null, game.Reset(), game), Row("sing", game.Act("sing"), game) };
        for (var step = 0; step < 8; step++)
        {
            var command = game.AdmissibleCommands[step * 5 % game.AdmissibleCommands.Count];
            rows.Add(Row(command, game.Act(command), game));
        }

        change(rows);
        await File.WriteAllBytesAsync(folder.At("game.tw-pddl"), house.Game.ToBytes(), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder.At("trace.jsonl"), string.Concat(rows.Select(row => $"{row}\n")), TestContext.Current.CancellationToken);
        return (folder.At("game.tw-pddl"), folder.At("trace.jsonl"));
    }

    static string Row(string? command, GameTurn turn, IGame game)
    {
        var row = new Dictionary<string, object> { ["obs"] = turn.Observation, ["adm"] = game.AdmissibleCommands, ["won"] = turn.IsWon };
        if (command is not null)
            row["cmd"] = command;
        return JsonSerializer.Serialize(row);
    }
}
