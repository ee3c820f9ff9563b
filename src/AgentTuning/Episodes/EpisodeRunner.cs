using AgentTuning.Agents;
using AgentTuning.Environments;
using AgentTuning.Tasks;
using AgentTuning.Trajectories;

namespace AgentTuning.Episodes;

/// <summary>Plays episodes: reset, then reply and step in turn until an ending, then the grade. Collecting and evaluating are this with different agents.</summary>
/// <remarks>
/// Safe for several episodes at once. The world of an episode is released whatever happens. A fault of agent or environment is an ending
/// without a reward; an episode that was cut short by a limit is graded as it stands.
/// </remarks>
public sealed class EpisodeRunner(
    EnvironmentDefinition definition, IEnvironmentHost host, IAgent agent, EpisodeOptions options, TimeProvider clock)
{
    /// <summary>Plays one attempt at a task.</summary>
    /// <param name="task">A task of the runner's environment.</param>
    /// <param name="attempt">From 0 on; each has its own seed.</param>
    /// <param name="cancellationToken">Stops the episode, of which nothing is kept.</param>
    /// <exception cref="OperationCanceledException">Stopped from outside.</exception>
    public async Task<Trajectory> RunAsync(AgentTask task, int attempt = 0, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(attempt);
        var seed = EpisodeSeed.Derive(options.Seed, task.Id, attempt);
        var episode = new Episode(definition, agent, task, options, clock);
        await episode.PlayAsync(host, seed, cancellationToken);
        return episode.ToTrajectory(attempt, seed);
    }
}
