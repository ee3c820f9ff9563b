using AgentTuning.Files;

namespace AgentTuning.Environments.AlfWorld.Engine.Traces;

/// <summary>Replays a recorded game and compares every answer.</summary>
public static class TraceReplay
{
    /// <param name="game">The game that the trace was recorded in.</param>
    /// <param name="path">JSON lines: rows without <c>cmd</c> start over, the others are typed.</param>
    /// <param name="cancellationToken">Stops the replay.</param>
    /// <exception cref="InvalidDataException">The file has no rows, or a line is not a row.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static async Task<TraceReport> RunAsync(IGame game, string path, CancellationToken cancellationToken = default)
    {
        var (equal, different) = (0, 0);
        TraceDifference? first = null;
        await foreach (var line in JsonLines.ReadAsync(path, cancellationToken))
        {
            var recorded = Read(line);
            var turn = recorded.Command is null ? game.Reset() : game.Act(recorded.Command);
            var replayed = new TraceRow
            {
                Command = recorded.Command,
                Observation = turn.Observation,
                Admissible = game.AdmissibleCommands,
                IsWon = turn.IsWon,
                Score = turn.IsWon ? 1 : 0,
                IsDone = turn.IsWon,
            };
            var fields = Differences(recorded, replayed);
            if (fields.Count == 0)
            {
                equal++;
                continue;
            }

            different++;
            first ??= new TraceDifference(line.Number, fields, recorded, replayed with { Admissible = [.. replayed.Admissible] });
        }

        return equal + different > 0 ? new TraceReport(equal, different, first) : throw new InvalidDataException($"{path} has no rows; expected JSON lines with obs, adm and won.");
    }

    static TraceRow Read(JsonLine line)
    {
        var row = line.Read(TraceJson.Default.TraceRow);
        return row.Observation is null && row.Admissible is null && row.IsWon is null
            ? throw new InvalidDataException($"{line.Place} has none of obs, adm and won: there is nothing to compare.")
            : row;
    }

    static List<string> Differences(TraceRow recorded, TraceRow replayed)
    {
        var fields = new List<string>();
        if (recorded.Observation is not null && !string.Equals(recorded.Observation, replayed.Observation, StringComparison.Ordinal))
            fields.Add("obs");
        if (recorded.Admissible is not null && !recorded.Admissible.SequenceEqual(replayed.Admissible!, StringComparer.Ordinal))
            fields.Add("adm");
        if (recorded.IsWon is { } won && won != replayed.IsWon)
            fields.Add("won");
        if (recorded.Score is { } score && !score.Equals(replayed.Score))
            fields.Add("score");
        if (recorded.IsDone is { } done && done != replayed.IsDone)
            fields.Add("done");
        return fields;
    }
}
