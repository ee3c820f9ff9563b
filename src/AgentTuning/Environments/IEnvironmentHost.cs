namespace AgentTuning.Environments;

/// <summary>Opens the worlds of many episodes and owns what they share, such as a database server.</summary>
/// <remarks>Safe for several callers at once. Disposing stops what it started; worlds still open are closed.</remarks>
public interface IEnvironmentHost : IAsyncDisposable
{
    /// <summary>Opens the world of one episode.</summary>
    /// <exception cref="EnvironmentException">A component is missing or does not start.</exception>
    ValueTask<IEnvironment> OpenAsync(CancellationToken cancellationToken);
}
