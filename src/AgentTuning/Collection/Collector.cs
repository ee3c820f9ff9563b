using System.Runtime.CompilerServices;
using AgentTuning.Agents;
using AgentTuning.Environments;
using AgentTuning.Episodes;
using AgentTuning.Tasks;
using AgentTuning.Trajectories;

namespace AgentTuning.Collection;

/// <summary>Plays tasks × attempts, several at a time, into a file of trajectories, and goes on where an earlier start stopped.</summary>
/// <remarks>
/// The finished file holds its trajectories by task, then attempt. So its bytes (timings aside) depend neither on the order of finishing nor on how often
/// the run was interrupted.
/// </remarks>
public sealed class Collector(EpisodeRunner runner, CollectionOptions options, TimeProvider clock)
{
    /// <summary>The id of the trajectory of a task's attempt.</summary>
    public static string IdOf(AgentTask task, int attempt) => string.Create(null, $"{task.Id}#{attempt}");

    /// <summary>Collects until every episode is on the disk, or until it is asked to stop.</summary>
    /// <param name="tasks">The tasks; more than <see cref="CollectionOptions.Tasks"/> are not read.</param>
    /// <param name="file">Where the trajectories go; those that it holds are not played again.</param>
    /// <param name="progress">Told after every episode, on the thread that finished it.</param>
    /// <param name="drain">Asks to finish the episodes under way and start no more.</param>
    /// <param name="cancellationToken">Stops at once; episodes under way are lost, finished ones are not.</param>
    /// <exception cref="AgentException">Too many episodes in a row failed because of the agent.</exception>
    /// <exception cref="EnvironmentException">Too many episodes in a row failed because of the environment.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">Stopped at once.</exception>
    public async Task<CollectionProgress> RunAsync(
        ITaskSet tasks, TrajectoryFile file, IProgress<CollectionProgress>? progress, CancellationToken drain, CancellationToken cancellationToken)
    {
        if (options.RedoesFailed)
            await ForgetFailedAsync(file, cancellationToken);

        var tally = new CollectionTally(CountEpisodes(tasks), clock);
        var listing = new Listing();
        var parallelism = new ParallelOptions { MaxDegreeOfParallelism = options.Parallel, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(ListAsync(tasks, file, listing, tally, drain, cancellationToken), parallelism, async (episode, token) =>
        {
            var trajectory = await runner.RunAsync(episode.Task, episode.Attempt, token);
            await file.AppendAsync(trajectory);
            var failuresInARow = tally.Add(trajectory.Ending, trajectory.Reward);
            progress?.Report(tally.ToProgress());
            if (failuresInARow >= options.MostFailuresInARow)
                throw TooManyFailures(trajectory, file.Count);
        });

        if (!listing.IsWhole)
            return tally.ToProgress();
        await SortAsync(file, listing.Ids, cancellationToken);
        return tally.ToProgress(isComplete: true);
    }

    static async Task ForgetFailedAsync(TrajectoryFile file, CancellationToken cancellationToken)
    {
        var entries = file.GetEntries();
        var kept = entries.Where(entry => entry.Value.Ending is not (EpisodeEnding.AgentFailed or EpisodeEnding.EnvironmentFailed)).ToArray();
        if (kept.Length < entries.Count)
            await file.RewriteAsync(kept.OrderBy(entry => entry.Value.Offset).Select(entry => entry.Key), cancellationToken);
    }

    // Trajectories of an earlier, larger start stay, after the others.
    static Task SortAsync(TrajectoryFile file, List<string> ids, CancellationToken cancellationToken)
    {
        var listed = ids.ToHashSet(StringComparer.Ordinal);
        var others = file.GetEntries().Where(entry => !listed.Contains(entry.Key)).OrderBy(entry => entry.Value.Offset).Select(entry => entry.Key);
        return file.RewriteAsync(ids.Concat(others), cancellationToken);
    }

    int? CountEpisodes(ITaskSet tasks)
    {
        var count = options.Tasks is { } wanted ? Math.Min(wanted, tasks.Count ?? int.MaxValue) : tasks.Count;
        return count is { } known ? (int)Math.Min(int.MaxValue, (long)known * options.Attempts) : null;
    }

    IAsyncEnumerable<AgentTask> ReadAsync(ITaskSet tasks, CancellationToken cancellationToken)
    {
        var all = tasks.ReadAsync(cancellationToken);
        return options.Tasks is { } wanted ? all.Take(wanted) : all;
    }

    async IAsyncEnumerable<(AgentTask Task, int Attempt)> ListAsync(
        ITaskSet tasks, TrajectoryFile file, Listing listing, CollectionTally tally, CancellationToken drain, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var entries = file.GetEntries();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var task in ReadAsync(tasks, cancellationToken))
        {
            if (!seen.Add(task.Id))
                throw new InvalidDataException($"The task set holds the id '{task.Id}' twice; an id is unique.");
            for (var attempt = 0; attempt < options.Attempts; attempt++)
            {
                var id = IdOf(task, attempt);
                listing.Ids.Add(id);
                if (entries.TryGetValue(id, out var entry))
                    tally.Resume(entry.Ending, entry.Reward);
                else if (drain.IsCancellationRequested)
                    yield break;
                else
                    yield return (task, attempt);
            }
        }

        listing.IsWhole = true;
    }

    Exception TooManyFailures(Trajectory last, int written)
    {
        var agent = last.Ending == EpisodeEnding.AgentFailed;
        var message = FormattableString.Invariant(
            $"{options.MostFailuresInARow} episodes in a row failed because of the {(agent ? $"agent '{last.Agent}'" : $"environment '{last.Environment}'")}, so the run was stopped. The last fault: {last.Failure} The {written} trajectories so far are safe; the same command goes on from there and tries the failed ones again.");
        return agent ? new AgentException(message) : new EnvironmentException(message);
    }

    // What is to be played, in the order of the finished file; whole where nothing was left out because of a wish to stop.
    sealed class Listing
    {
        public List<string> Ids { get; } = [];

        public bool IsWhole { get; set; }
    }
}
