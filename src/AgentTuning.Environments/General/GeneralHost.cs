namespace AgentTuning.Environments.General;

/// <summary>Opens general environments, which share nothing.</summary>
sealed class GeneralHost : IEnvironmentHost
{
    /// <inheritdoc/>
    public ValueTask<IEnvironment> OpenAsync(CancellationToken cancellationToken) => ValueTask.FromResult<IEnvironment>(new GeneralEnvironment());

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
