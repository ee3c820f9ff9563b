using System.Text.Json;
using AgentTuning.Environments.AlfWorld;
using AgentTuning.Environments.AlfWorld.Engine;
using AgentTuning.Environments.AlfWorld.Generation;
using AgentTuning.Tasks;

namespace AgentTuning.Cli.Tests.Commands;

public sealed class AlfWorldCommandTests
{
    [Fact]
    public async Task Houses_are_written_reported_and_played()
    {
        using var folder = new TestFolder();

        var (made, written, _) = await CommandRunner.RunAsync("alfworld", "generate", "--count", "6", "--split", "dev", "--seed", "4", "-o", folder.At("houses"));
        var (told, report, _) = await CommandRunner.RunAsync("alfworld", "report", folder.At("houses"), "--json");
        var (_, table, _) = await CommandRunner.RunAsync("alfworld", "report", folder.At("houses"));

        Assert.Equal((0, 0), (made, told));
        Assert.Equal($"6 houses in {folder.At("houses")}\n", written);
        var games = Directory.GetFiles(folder.At("houses"), "game.tw-pddl", SearchOption.AllDirectories);
        Assert.Equal(6, games.Length);
        using var document = JsonDocument.Parse(report);
        Assert.Equal(6, document.RootElement.GetArrayLength());
        Assert.All(document.RootElement.EnumerateArray(), game => Assert.InRange(game.GetProperty("optimal").GetInt32(), 3, 12));
        Assert.StartsWith("game ", table, StringComparison.Ordinal);
        Assert.Contains("\nmean of 6 ", table, StringComparison.Ordinal);
        var house = GameFile.Load(games[0]);
        var (_, played, _) = await CommandRunner.TypingAsync(string.Join('\n', house.Walkthrough!), "play", "alfworld", "--data", games[0]);
        Assert.Contains($"You won in {house.Walkthrough!.Count} moves.", played, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_options_write_the_same_bytes_and_say_what_they_were()
    {
        using var folder = new TestFolder();
        string[] options = ["alfworld", "generate", "--count", "1", "--type", "heat", "--texts", "old", "--size", "1.5", "--doors", "1", "-o"];

        await CommandRunner.RunAsync([.. options, folder.At("one")]);
        await CommandRunner.RunAsync([.. options, folder.At("two")]);

        var one = Assert.Single(Directory.GetFiles(folder.At("one"), "game.tw-pddl", SearchOption.AllDirectories));
        var two = Path.Combine(folder.At("two"), Path.GetRelativePath(folder.At("one"), one));
        Assert.Equal(await File.ReadAllBytesAsync(one, TestContext.Current.CancellationToken), await File.ReadAllBytesAsync(two, TestContext.Current.CancellationToken));
        using var sidecar = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Path.GetDirectoryName(one)!, "traj_data.json"), TestContext.Current.CancellationToken));
        var name = sidecar.RootElement.GetProperty("generator");
        Assert.Equal("""{"doors":"1","size":"1.5","texts":"old"}""", string.Concat(name.GetProperty("knobs").GetRawText().Where(letter => !char.IsWhiteSpace(letter))));
        var again = HouseGenerator.Create(
            new HouseName(name.GetProperty("version").GetInt32(), name.GetProperty("seed").GetInt32(), TaskSplit.Train), HouseholdTaskType.HeatAndPlace,
            HouseKnobs.Read(name.GetProperty("knobs").EnumerateObject().Select(knob => KeyValuePair.Create(knob.Name, knob.Value.GetString()!))));
        Assert.Equal(GameFile.Load(one).ProblemText, again.Game.ProblemText);
    }

    [Theory]
    [InlineData("--size is 9, expected 0.5 to 3.", "generate", "--count", "1", "-o", "x", "--size", "9")]
    [InlineData("--type is 'sweep', expected one of put, clean, heat, cool, examine, puttwo.", "generate", "--count", "1", "-o", "x", "--type", "sweep")]
    [InlineData("--type heat never happens in such a room; what does is put, clean, puttwo.", "check", "--type", "heat", "--room", "bathroom")]
    [InlineData("The setting 'shortest-plan' is 9 and 'longest-plan' is 2", "check", "--shortest-plan", "9", "--longest-plan", "2")]
    [InlineData("/nowhere: there is no such folder.", "report", "/nowhere")]
    [InlineData("/nowhere.tw-pddl: there is no such file.", "verify", "/nowhere.tw-pddl", "/nowhere.jsonl")]
    public async Task Wrong_usage_is_told(string message, params string[] arguments)
    {
        var (code, _, remarks) = await CommandRunner.RunAsync(["alfworld", .. arguments]);

        Assert.Equal(2, code);
        Assert.Contains(message, remarks.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("planner")]
    [InlineData("expert")]
    public async Task Our_agents_win_generated_houses(string agent)
    {
        var (code, table, _) = await CommandRunner.RunAsync("alfworld", "check", "--agent", agent, "--count", "4");

        Assert.Equal(0, code);
        Assert.Matches(@"(?m)^pick_heat_then_place_in_recep +4 +4 +4 +\d+ +\d+ +\d+ +\d+$", table);
        Assert.EndsWith("\nIt is so.\n", table, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chance_wins_too_much_where_little_is_to_be_done()
    {
        string[] easy = ["alfworld", "check", "--agent", "random", "--count", "300", "--type", "examine", "--longest-plan", "3", "--lamps-apart", "0", "--size", "0.5", "--json"];

        var (code, json, _) = await CommandRunner.RunAsync(easy);
        var (_, again, _) = await CommandRunner.RunAsync([.. easy, "--parallel", "1"]);

        Assert.Equal(1, code);
        Assert.Equal(json, again);
        using var document = JsonDocument.Parse(json);
        var row = document.RootElement.GetProperty("types")[0];
        Assert.Equal("random", document.RootElement.GetProperty("player").GetString());
        Assert.Equal(("look_at_obj_in_light", 300, false), (row.GetProperty("type").GetString(), row.GetProperty("games").GetInt32(), row.GetProperty("isRight").GetBoolean()));
        Assert.InRange(row.GetProperty("won").GetInt32(), 6, 60);
        Assert.Equal(row.GetProperty("won").GetInt32(), row.GetProperty("lengths").EnumerateObject().Sum(length => length.Value.GetInt32()));
    }
}
