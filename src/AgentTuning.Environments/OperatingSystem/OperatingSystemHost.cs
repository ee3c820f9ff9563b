using AgentTuning.Environments.Sandboxes;

namespace AgentTuning.Environments.OperatingSystem;

/// <summary>Opens operating-system episodes on the machines of one provider.</summary>
sealed class OperatingSystemHost(ISandboxProvider sandboxes, OperatingSystemSettings settings) : IEnvironmentHost
{
    public ValueTask<IEnvironment> OpenAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult<IEnvironment>(new OperatingSystemEnvironment(sandboxes, settings));
    }

    public ValueTask DisposeAsync() => sandboxes.DisposeAsync();
}
