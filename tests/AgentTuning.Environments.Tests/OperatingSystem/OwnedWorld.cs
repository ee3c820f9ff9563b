using AgentTuning.Conversations;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.Tests.OperatingSystem;

/// <summary>A world that takes its host along when it is disposed.</summary>
sealed class OwnedWorld(IEnvironmentHost host, IEnvironment world) : IEnvironment
{
    public Task<Observation> ResetAsync(AgentTask task, CancellationToken cancellationToken) => world.ResetAsync(task, cancellationToken);

    public Task<StepResult> StepAsync(Turn reply, CancellationToken cancellationToken) => world.StepAsync(reply, cancellationToken);

    public Task<Grade> GradeAsync(CancellationToken cancellationToken) => world.GradeAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await world.DisposeAsync();
        await host.DisposeAsync();
    }
}
