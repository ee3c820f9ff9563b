namespace AgentTuning.Environments.Database;

/// <summary>Makes a database of its own for each episode.</summary>
/// <remarks>Safe for several callers at once. Disposing stops what the engine started.</remarks>
public interface IDatabaseEngine : IAsyncDisposable
{
    /// <summary>Makes a database that holds the tables, every column TEXT.</summary>
    /// <exception cref="EnvironmentException">The engine is absent or refuses the tables.</exception>
    ValueTask<IDatabase> CreateAsync(IReadOnlyList<DatabaseTable> tables, CancellationToken cancellationToken);
}
