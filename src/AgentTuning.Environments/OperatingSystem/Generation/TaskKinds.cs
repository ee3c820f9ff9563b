using System.Collections.Immutable;
using AgentTuning.Environments.OperatingSystem.Generation.Kinds;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.OperatingSystem.Generation;

/// <summary>All kinds of generated problems.</summary>
static class TaskKinds
{
    /// <summary>The kinds in their fixed order.</summary>
    public static ImmutableArray<TaskKind> All { get; } =
    [
        .. FileQuestions.Kinds, .. SizeQuestions.Kinds, .. FileChanges.Kinds,
        .. LogQuestions.Kinds, .. TextQuestions.Kinds, .. TextChanges.Kinds,
        .. PermissionChanges.Kinds, .. UserTasks.Kinds, .. ProcessTasks.Kinds,
        .. ArchiveTasks.Kinds, .. DateQuestions.Kinds, .. ShellTasks.Kinds,
        .. CommandTasks.Kinds, .. PackageTasks.Kinds,
    ];

    static readonly ImmutableArray<TaskKind> Trained = [.. All.Where(kind => !kind.IsHeldOut)];

    /// <summary>The kinds of a split: train lacks those that are held out.</summary>
    public static ImmutableArray<TaskKind> Of(TaskSplit split) => split == TaskSplit.Train ? Trained : All;
}
