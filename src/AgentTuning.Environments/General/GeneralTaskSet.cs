using System.Runtime.CompilerServices;
using System.Text.Json;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.General;

/// <summary>The endless generated tasks of a split.</summary>
sealed class GeneralTaskSet(TaskSplit split, int seed) : ITaskSet
{
    /// <inheritdoc/>
    public int? Count => null;

    /// <summary>The id of a generated task; the seed is part of it, because another seed means other tasks.</summary>
    public static string Id(TaskSplit split, int seed, int index) => $"general/{Name(split)}/s{seed}/{index}";

    /// <inheritdoc/>
    public async IAsyncEnumerable<AgentTask> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var index = 0;
        foreach (var task in new GeneralGenerator(split, seed).Tasks())
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new AgentTask
            {
                Environment = GeneralDefinition.Name,
                Id = Id(split, seed, index),
                Split = split,
                Category = task.Category,
                Seed = SplitHash.Seed(seed, split, index),
                Data = JsonSerializer.SerializeToElement(task, GeneralJson.Readable.GeneralTask),
            };
            index++;
        }
        await ValueTask.CompletedTask;
    }

    static string Name(TaskSplit split) => split switch
    {
        TaskSplit.Train => "train",
        TaskSplit.Development => "dev",
        _ => "test",
    };
}
