using System.Runtime.CompilerServices;
using AgentTuning.Tasks;
using AgentTuning.Tests.Episodes;

namespace AgentTuning.Tests.Collection;

/// <summary>As many tasks as asked for, or without end; the task's id ends with its number.</summary>
sealed class CountingTasks(int? count) : ITaskSet
{
    public int? Count => count;

    public async IAsyncEnumerable<AgentTask> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (var i = 0; count is null || i < count; i++)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            yield return CountingWorld.TaskOf($"counting/{i}");
        }
    }
}
