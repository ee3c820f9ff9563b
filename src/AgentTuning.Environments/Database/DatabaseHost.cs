namespace AgentTuning.Environments.Database;

/// <summary>Opens database episodes on one engine.</summary>
sealed class DatabaseHost(IDatabaseEngine engine, GradingProfile profile) : IEnvironmentHost
{
    public ValueTask<IEnvironment> OpenAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult<IEnvironment>(new DatabaseEnvironment(engine, profile));
    }

    public ValueTask DisposeAsync() => engine.DisposeAsync();
}
