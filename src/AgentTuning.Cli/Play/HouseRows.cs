using System.Text.Json;
using AgentTuning.Environments.AlfWorld.Engine;

namespace AgentTuning.Cli.Play;

/// <summary>A household game for a program: a command a line comes in, a JSON object a line goes out, as in recorded traces.</summary>
static class HouseRows
{
    /// <summary>Plays until the input ends.</summary>
    public static async Task RunAsync(IGame game, CommandContext context, CancellationToken cancellationToken)
    {
        await WriteAsync(null, game.Reset());
        while (await context.Input.ReadLineAsync(cancellationToken) is { } command)
            await WriteAsync(command, game.Act(command));

        Task WriteAsync(string? command, GameTurn turn) => context.Output.WriteLineAsync(
            JsonSerializer.Serialize(new HouseRow(command, turn.Observation, game.AdmissibleCommands, turn.IsWon), PlayJson.Readable.HouseRow));
    }
}
