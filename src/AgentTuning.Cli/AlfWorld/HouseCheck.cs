using System.Collections.Immutable;
using System.Globalization;
using AgentTuning.Environments;
using AgentTuning.Environments.AlfWorld;
using AgentTuning.Episodes;
using AgentTuning.Files;
using AgentTuning.Trajectories;

namespace AgentTuning.Cli.AlfWorld;

/// <summary>Lets a player play generated houses in the environment itself, and says how it did.</summary>
/// <param name="player">Who plays.</param>
/// <param name="clock">Of the episodes.</param>
sealed class HouseCheck(HousePlayer player, TimeProvider clock)
{
    const int UsualSteps = 35;
    const int PatientSteps = 100;
    const double ShareInTime = 0.95;
    const double ShareByChance = 0.02;

    /// <summary>What is wanted of the player, in words.</summary>
    public string Wanted => player switch
    {
        HousePlayer.Random => "fewer than 2 % of the games are won",
        HousePlayer.Expert => $"every game is won in {PatientSteps} replies, 95 % of them in {UsualSteps}",
        _ => $"every game is won in {UsualSteps} replies",
    };

    /// <summary>Plays the first houses of a series.</summary>
    /// <param name="tasks">All of the same type.</param>
    /// <param name="count">How many.</param>
    /// <param name="parallel">How many at a time.</param>
    /// <param name="cancellationToken">Stops between episodes.</param>
    public async Task<HouseCheckRow> RunAsync(GeneratedHouseTasks tasks, int count, int parallel, CancellationToken cancellationToken)
    {
        var steps = (player == HousePlayer.Expert ? PatientSteps : UsualSteps).ToString(CultureInfo.InvariantCulture);
        var environment = new EnvironmentOptions { Settings = ImmutableSortedDictionary<string, string>.Empty.Add("steps", steps) };
        var definition = AlfWorldDefinition.Create().With(environment);
        await using var host = await definition.OpenAsync(environment, cancellationToken);
        var runner = new EpisodeRunner(definition, host, new HousePlayerAgent(player), new EpisodeOptions(), clock);
        var played = new Trajectory[count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, count, options, async (index, token) => played[index] = await runner.RunAsync(tasks.Create(index), cancellationToken: token));
        return RowOf(played);
    }

    HouseCheckRow RowOf(Trajectory[] played)
    {
        var lengths = played.Where(trajectory => trajectory.Reward == 1).Select(trajectory => (int)trajectory.Metrics["steps"]).ToList();
        var inTime = lengths.Count(length => length <= UsualSteps);
        return new HouseCheckRow
        {
            Type = WireNames.Parse<HouseholdTaskType>(played[0].Category!),
            Games = played.Length,
            Won = lengths.Count,
            InTime = inTime,
            Lengths = lengths.CountBy(length => length).ToImmutableSortedDictionary(),
            IsRight = player == HousePlayer.Random ? lengths.Count < ShareByChance * played.Length : lengths.Count == played.Length && inTime >= ShareInTime * played.Length,
        };
    }
}
