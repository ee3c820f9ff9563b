using System.Globalization;
using AgentTuning.Environments.AlfWorld.Engine;
using AgentTuning.Environments.AlfWorld.Map;
using AgentTuning.Environments.AlfWorld.Snapping;

namespace AgentTuning.Cli.Play;

/// <summary>A household game at the terminal: the game's own commands, a map of what was seen, and undo.</summary>
sealed class HousePlay(IGame game, PlayTerminal terminal)
{
    const string Help = """
        Type a command of the game, such as 'go to desk 1', 'take mug 1 from desk 1' or 'inventory', or one of these:
          commands [word]  the commands that are possible now (with the word in them)
          map              what was seen so far: * is where you are, ? was not looked at yet
          undo [n]         take back the last command (the last n)
          restart          begin again
          help             this text
          quit             stop
        """;

    readonly Stack<(GameSnapshot Snapshot, HouseholdMap Map)> _past = new();
    HouseholdMap _map = HouseholdMap.Empty;

    /// <summary>Plays until the game is won, the input ends, or the player stops.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await StartAsync();
        await terminal.RemarkAsync("\nType 'help' for what you can type.");
        while (await terminal.AskAsync("\n> ", cancellationToken) is { } line)
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (words is ["quit" or "exit"])
                break;
            if (words.Length > 0 && !await AnswerAsync(words) && await ActAsync(line.Trim()))
            {
                await terminal.RejoiceAsync(string.Create(CultureInfo.InvariantCulture, $"\nYou won in {game.Moves} moves."));
                return;
            }
        }

        await terminal.RemarkAsync(string.Create(CultureInfo.InvariantCulture, $"\nNot won after {game.Moves} moves."));
    }

    async Task StartAsync()
    {
        var observation = game.Reset().Observation;
        _past.Clear();
        _map = HouseholdMap.Empty.After(null, observation);
        await terminal.SayAsync(observation);
    }

    // The tool's own words; false where the line is the game's.
    async Task<bool> AnswerAsync(string[] words)
    {
        switch (words)
        {
            case ["help"]:
                await terminal.RemarkAsync(Help);
                return !game.AdmissibleCommands.Contains("help"); // newer games have a help of their own, which follows
            case ["map"]:
                await terminal.SayAsync(MapDrawing.Of(_map));
                return true;
            case ["commands", .. var filter]:
                var wanted = string.Join(' ', filter);
                await terminal.SayAsync(string.Join('\n', game.AdmissibleCommands.Where(command => command.Contains(wanted, StringComparison.Ordinal)).Select(command => $"  {command}")));
                return true;
            case ["undo"]:
                await UndoAsync(1);
                return true;
            case ["undo", var number] when int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count):
                await UndoAsync(count);
                return true;
            case ["restart"]:
                await StartAsync();
                return true;
            default:
                return false;
        }
    }

    async Task UndoAsync(int count)
    {
        var undone = 0;
        for (; undone < count && _past.TryPop(out var past); undone++)
        {
            game.Restore(past.Snapshot);
            _map = past.Map;
        }

        await terminal.RemarkAsync(undone == 0 ? "There is nothing to take back." : string.Create(CultureInfo.InvariantCulture, $"Took back {undone}; {game.Moves} moves."));
    }

    // True where the game is won.
    async Task<bool> ActAsync(string command)
    {
        var before = (game.Save(), _map);
        var turn = game.Act(command);
        if (turn.IsAccepted)
        {
            _past.Push(before);
            _map = _map.After(command, turn.Observation);
            await terminal.SayAsync(turn.Observation.TrimStart('\n'));
            return turn.IsWon;
        }

        var nearest = CommandSnapping.Snap(command.ToLowerInvariant(), game.AdmissibleCommands);
        await terminal.SayAsync(turn.Observation);
        if (game.AdmissibleCommands.Contains(nearest))
            await terminal.RemarkAsync($"Did you mean '{nearest}'?");
        return false;
    }
}
