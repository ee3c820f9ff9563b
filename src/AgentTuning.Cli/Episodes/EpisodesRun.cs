using AgentTuning.Agents;
using AgentTuning.Cli.Agents;
using AgentTuning.Collection;
using AgentTuning.Environments;
using AgentTuning.Episodes;

namespace AgentTuning.Cli.Episodes;

/// <summary>Plays a request to its end: opens folder, world and agent, shows the progress, and writes down where it stopped.</summary>
static class EpisodesRun
{
    /// <summary>Plays the episodes that the folder does not hold yet.</summary>
    /// <exception cref="OperationCanceledException">Stopped at once.</exception>
    public static async Task<CollectionProgress> RunAsync(
        EpisodesRequest request, AgentSource agents, CommandContext context, CancellationToken cancellationToken)
    {
        var agent = agents.For(request.Definition);
        await using var folder = await RunFolder.OpenAsync(
            request.Output, request.ToRecord(agent.Name, agents.Identity), request.Force, context.Clock, cancellationToken);
        if (folder.Trajectories.Repair is { } repair)
            context.Remark(repair);

        try
        {
            var progress = await PlayAsync(request, agent, folder, context, cancellationToken);
            await folder.RecordAsync(progress.IsComplete ? RunStatus.Completed : RunStatus.Stopped, null, CancellationToken.None);
            return progress;
        }
        catch (OperationCanceledException)
        {
            await folder.RecordAsync(RunStatus.Stopped, null, CancellationToken.None);
            throw;
        }
        catch (Exception exception) when (exception is AgentException or EnvironmentException or InvalidDataException)
        {
            await folder.RecordAsync(RunStatus.Failed, exception.Message, CancellationToken.None);
            throw;
        }
    }

    static async Task<CollectionProgress> PlayAsync(
        EpisodesRequest request, IAgent agent, RunFolder folder, CommandContext context, CancellationToken cancellationToken)
    {
        var tasks = request.Definition.OpenTasks(request.Source);
        await using var host = await request.Definition.OpenAsync(request.Environment, cancellationToken);
        var runner = new EpisodeRunner(request.Definition, host, agent, request.Episode, context.Clock);
        var collector = new Collector(runner, request.Collection, context.Clock);
        return await EpisodesDisplay.ShowAsync(
            context,
            request.Definition.Name,
            progress => collector.RunAsync(tasks, folder.Trajectories, progress, context.Drain, cancellationToken));
    }
}
