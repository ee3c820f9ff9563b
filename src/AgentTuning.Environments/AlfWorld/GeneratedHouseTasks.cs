using System.Runtime.CompilerServices;
using AgentTuning.Environments.AlfWorld.Generation;
using AgentTuning.Files;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.AlfWorld;

/// <summary>Endless tasks in generated houses, the six types in turn. Rooms and goals of the splits are apart; houses are built when they are played.</summary>
/// <param name="split">Whose rooms and goals.</param>
/// <param name="seed">Of the houses.</param>
/// <param name="only">One type of task; null takes all.</param>
public sealed class GeneratedHouseTasks(TaskSplit split, int seed, HouseholdTaskType? only = null) : ITaskSet
{
    static readonly HouseholdTaskType[] Types = Enum.GetValues<HouseholdTaskType>();

    /// <inheritdoc/>
    public int? Count => null;

    /// <summary>The task with a number from 0 on.</summary>
    public AgentTask Create(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        var type = only ?? Types[index % Types.Length];
        var name = HouseGenerator.NameOf(seed, split, type, index);
        var part = only is null ? WireNames.Of(split) : $"{WireNames.Of(split)}-{TaskTypeNames.Shot(type)}";
        return new AgentTask
        {
            Environment = AlfWorldDefinition.Name,
            Id = seed == 0 ? $"{AlfWorldDefinition.Name}/{part}/{index}" : $"{AlfWorldDefinition.Name}/{part}/{index}@{seed}",
            Split = split,
            Category = WireNames.Of(type),
            Seed = name.Seed,
            Data = new AlfWorldTask { House = name, TaskType = type, Label = HouseGenerator.Create(name, type).Label }.ToJson(),
        };
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<AgentTask> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        for (var index = 0; ; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return Create(index);
        }
    }
}
