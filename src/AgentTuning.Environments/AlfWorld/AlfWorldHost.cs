namespace AgentTuning.Environments.AlfWorld;

/// <summary>Opens household episodes with one choice of settings.</summary>
sealed class AlfWorldHost(AlfWorldSettings settings) : IEnvironmentHost
{
    readonly GameSource _games = new(settings.Data);
    readonly Demonstrations _demonstrations = new(settings);

    public ValueTask<IEnvironment> OpenAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult<IEnvironment>(new AlfWorldEnvironment(settings, _games, _demonstrations));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
