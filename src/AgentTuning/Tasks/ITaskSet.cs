namespace AgentTuning.Tasks;

/// <summary>The tasks of a split: generated ones, which may be endless, or those of a data folder.</summary>
/// <remarks>Reading twice gives the same tasks in the same order. Safe for several readers at once.</remarks>
public interface ITaskSet
{
    /// <summary>The number of tasks, or null where the set is endless or its size unknown before reading.</summary>
    int? Count { get; }

    /// <summary>The tasks in their fixed order.</summary>
    /// <exception cref="InvalidDataException">A file of the set is malformed; the message names file, line and field.</exception>
    IAsyncEnumerable<AgentTask> ReadAsync(CancellationToken cancellationToken = default);
}
