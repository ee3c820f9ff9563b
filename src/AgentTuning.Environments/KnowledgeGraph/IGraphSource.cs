namespace AgentTuning.Environments.KnowledgeGraph;

/// <summary>Opens the graphs of tasks, and owns what they share. Safe for several callers at once.</summary>
interface IGraphSource : IAsyncDisposable
{
    /// <summary>The graph that a task is asked of.</summary>
    /// <exception cref="InvalidDataException">The task's graph cannot be read.</exception>
    /// <exception cref="EnvironmentException">The task has no graph here, or the engine is at fault.</exception>
    Task<OpenGraph> OpenAsync(KnowledgeGraphTask task, CancellationToken cancellationToken);
}
