using System.Text.Json;
using System.Xml.Linq;
using AgentTuning.Environments.AlfWorld;
using AgentTuning.Environments.AlfWorld.Generation;
using AgentTuning.Tasks;

namespace AgentTuning.Cli.Tests.Commands;

public sealed class PlayHouseholdTests
{
    [Fact]
    public async Task A_game_is_won_with_the_commands_of_its_solution()
    {
        var (code, output, _) = await CommandRunner.TypingAsync(Solution(HouseholdTaskType.HeatAndPlace), "play", "alfworld", "--type", "heat", "--split", "test", "--seed", "3");

        Assert.Equal(0, code);
        Assert.StartsWith("-= Welcome to TextWorld, ALFRED! =-\n\nYou are in the middle of a room.", output, StringComparison.Ordinal);
        Assert.Matches(@"\n> heat [a-z]+ \d+ with microwave 1\nYou heat the [a-z]+ \d+ using the microwave 1\.\n", output);
        Assert.Matches(@"\nYou won in \d+ moves\.\n$", output);
        Assert.DoesNotContain('\e', output);
    }

    [Fact]
    public async Task The_map_shows_what_was_seen_and_undo_takes_it_back()
    {
        var first = Commands(HouseholdTaskType.PickAndPlace)[0];
        var place = first["go to ".Length..];

        var (code, output, _) = await CommandRunner.TypingAsync(
            $"map\n{first}\nmap\nundo\nmap\nundo\nquit\n", "play", "alfworld", "--type", "put", "--split", "test", "--seed", "3");

        Assert.Equal(0, code);
        var maps = output.Split("> map\n").Skip(1).Select(part => part.Split("\n\n>")[0]).ToArray();
        Assert.All(maps, map => Assert.EndsWith("in hand: nothing", map, StringComparison.Ordinal));
        Assert.Matches($@"(?m)^  {place} +\?$", maps[0]);
        Assert.Matches($@"(?m)^\* {place} +[^?]+$", maps[1]);
        Assert.Equal(maps[0], maps[2]);
        Assert.Contains("Took back 1; 0 moves.", output, StringComparison.Ordinal);
        Assert.Contains("There is nothing to take back.", output, StringComparison.Ordinal);
        Assert.EndsWith("\nNot won after 0 moves.\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commands_are_listed_and_a_mistyped_one_has_a_suggestion()
    {
        var (_, output, _) = await CommandRunner.TypingAsync("commands inv\ninventory please\nhelp\nrestart\n", "play", "alfworld");

        Assert.Contains("> commands inv\n  inventory\n", output, StringComparison.Ordinal);
        Assert.Contains("> inventory please\nNothing happens.\nDid you mean 'inventory'?\n", output, StringComparison.Ordinal);
        Assert.Contains("undo [n]         take back the last command (the last n)", output, StringComparison.Ordinal);
        Assert.Contains("> restart\n-= Welcome to TextWorld", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_reads_a_turn_a_line()
    {
        var (code, output, _) = await CommandRunner.TypingAsync($"sing\n{Solution(HouseholdTaskType.CoolAndPlace)}", "play", "alfworld", "--type", "cool", "--split", "test", "--seed", "3", "--json");

        var rows = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal(0, code);
        Assert.False(rows[0].TryGetProperty("cmd", out _));
        Assert.Equal(("sing", "Nothing happens."), (rows[1].GetProperty("cmd").GetString(), rows[1].GetProperty("obs").GetString()));
        Assert.Equal(rows[0].GetProperty("adm").GetRawText(), rows[1].GetProperty("adm").GetRawText());
        Assert.Equal([.. Enumerable.Repeat(false, rows.Length - 1), true], rows.Select(row => row.GetProperty("won").GetBoolean()));
    }

    [Fact]
    public async Task As_agent_one_sees_what_a_model_sees()
    {
        var (code, output, _) = await CommandRunner.TypingAsync("THOUGHT: hm\nACTION: look\n\n:quit\n", "play", "alfworld", "--as-agent", "--setting", "shots=none");

        Assert.Equal(0, code);
        Assert.StartsWith("[user]\nInteract with a household", output, StringComparison.Ordinal);
        Assert.Contains("[assistant]\nOK. I'll follow your instructions", output, StringComparison.Ordinal);
        Assert.Contains("[user]\nYou are in the middle of a room. Looking quickly around you, you see nothing.\n", output, StringComparison.Ordinal);
        Assert.EndsWith("\nending   stopped\nreward   0\nmetrics  invalid_replies 0, moves 1, nothing_happened 0, snapped 0, steps 1\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tools_are_called_by_name_and_arguments()
    {
        var (_, output, _) = await CommandRunner.TypingAsync("take_action {\"action\": \"look\"}\n\nlook\n\n", "play", "alfworld", "--as-agent", "--setting", "edition=fc");

        Assert.StartsWith("[system]\nInteract with a household", output, StringComparison.Ordinal);
        Assert.Contains("[tool] {\"type\":\"function\"", output, StringComparison.Ordinal);
        Assert.Contains("[tool]\nYou are in the middle of a room. Looking quickly around you, you see nothing. AVAILABLE ACTIONS: ", output, StringComparison.Ordinal);
        Assert.Contains("[user]\nNo executable tool calls found. Please call a tool instead\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_shown_is_drawn_as_a_picture()
    {
        using var folder = new TestFolder();

        var (code, output, _) = await CommandRunner.TypingAsync("look\nmap\n", "play", "alfworld", "--picture", folder.At("game.svg"));

        Assert.Equal(0, code);
        Assert.StartsWith("-= Welcome to TextWorld", output, StringComparison.Ordinal);
        var texts = XDocument.Load(folder.At("game.svg")).Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value).ToList();
        Assert.Equal("-= Welcome to TextWorld, ALFRED! =-", texts[0]);
        Assert.Contains("> look", texts);
        Assert.Contains("You are in the middle of a room. Looking quickly around you, you see nothing.", texts);
        Assert.All(texts, text => Assert.InRange(text.Length, 1, 100));
    }

    [Fact]
    public async Task A_type_that_is_none_is_wrong_usage()
    {
        var (code, _, remarks) = await CommandRunner.RunAsync("play", "alfworld", "--type", "sweep");

        Assert.Equal(2, code);
        Assert.Contains("--type is 'sweep', expected one of put, clean, heat, cool, examine, puttwo.", remarks, StringComparison.Ordinal);
    }

    static string Solution(HouseholdTaskType type) => string.Concat(Commands(type).Select(command => $"{command}\n"));

    static IReadOnlyList<string> Commands(HouseholdTaskType type) => HouseGenerator.Create(HouseGenerator.NameOf(3, TaskSplit.Test, type, 0), type).Difficulty.Walkthrough;
}
