using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using AgentTuning.Environments.AlfWorld.Generation;
using AgentTuning.Files;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.AlfWorld;

/// <summary>Endless tasks in generated houses, the six types in turn. Rooms and goals of the splits are apart; houses are built when they are played.</summary>
/// <param name="split">Whose rooms and goals.</param>
/// <param name="seed">Of the houses.</param>
/// <param name="only">One type of task; null takes all that the options allow.</param>
/// <param name="options">What makes the houses harder or easier; null is the usual.</param>
public sealed class GeneratedHouseTasks(TaskSplit split, int seed, HouseholdTaskType? only = null, HouseOptions? options = null) : ITaskSet
{
    readonly HouseOptions _options = options ?? new HouseOptions();
    readonly IReadOnlyList<HouseholdTaskType> _types = only is { } type ? [type] : HouseGenerator.TypesOf(options ?? new HouseOptions());
    readonly ImmutableSortedDictionary<string, string> _knobs = HouseKnobs.Write(options ?? new HouseOptions());

    /// <inheritdoc/>
    public int? Count => null;

    /// <summary>The task with a number from 0 on.</summary>
    public AgentTask Create(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        var type = _types[index % _types.Count];
        var name = HouseGenerator.NameOf(seed, split, type, index);
        var part = only is null ? WireNames.Of(split) : $"{WireNames.Of(split)}-{TaskTypeNames.Shot(type)}";
        return new AgentTask
        {
            Environment = AlfWorldDefinition.Name,
            Id = $"{AlfWorldDefinition.Name}/{part}/{index}{(seed == 0 ? "" : $"@{seed}")}{(_knobs.IsEmpty ? "" : $"/{string.Join(',', _knobs.Select(knob => $"{knob.Key}={knob.Value}"))}")}",
            Split = split,
            Category = WireNames.Of(type),
            Seed = name.Seed,
            Data = new AlfWorldTask { House = name, Knobs = _knobs.IsEmpty ? null : _knobs, TaskType = type, Label = HouseGenerator.Create(name, type, _options).Label }.ToJson(),
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
