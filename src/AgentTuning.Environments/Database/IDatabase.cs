namespace AgentTuning.Environments.Database;

/// <summary>The database of one episode, open to the agent's statements.</summary>
/// <remarks>One caller at a time. Disposing removes it with all its content.</remarks>
public interface IDatabase : IAsyncDisposable
{
    /// <summary>Runs one statement in MySQL's dialect. The agent's mistakes are results, not exceptions.</summary>
    /// <exception cref="EnvironmentException">The engine itself broke.</exception>
    ValueTask<SqlResult> ExecuteAsync(string sql, CancellationToken cancellationToken);

    /// <summary>The benchmark's hash over the content of a table: one row of one cell, 32 hex digits, or null for an empty table.</summary>
    /// <param name="table">As the task names it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="EnvironmentException">The engine itself broke.</exception>
    ValueTask<SqlResult> HashAsync(DatabaseTable table, CancellationToken cancellationToken);
}
