using System.Runtime.CompilerServices;
using AgentTuning.Files;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.AlfWorld.Official;

/// <summary>A task set of one game file.</summary>
/// <param name="file">A <c>.tw-pddl</c> file.</param>
/// <param name="split">The split to assign.</param>
public sealed class SingleGame(string file, TaskSplit split) : ITaskSet
{
    /// <inheritdoc/>
    public int? Count => 1;

    /// <inheritdoc/>
    public async IAsyncEnumerable<AgentTask> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        cancellationToken.ThrowIfCancellationRequested();
        var path = Path.GetFullPath(file);
        var trajectory = Path.Combine(Path.GetDirectoryName(path)!, OfficialLayout.TrajectoryName);
        HouseholdTaskType? type = File.Exists(trajectory) && OfficialLayout.TaskTypeOf(trajectory) is { } name && WireNames.TryParse<HouseholdTaskType>(name, out var read)
            ? read
            : null;
        // TASK/TRIAL/game.tw-pddl names the task by its folder, any other file names itself.
        var folder = Path.GetDirectoryName(path)!;
        if (Path.GetFileName(path) == OfficialLayout.GameName && Path.GetDirectoryName(Path.GetDirectoryName(folder)) is { } outer)
            folder = outer;
        yield return ToTask(folder, Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/'), type, (split, 0));
    }

    /// <summary>The task of a game file in a folder.</summary>
    internal static AgentTask ToTask(string folder, string game, HouseholdTaskType? type, (TaskSplit Split, int Index) place)
    {
        var parts = game.Split('/');
        var label = parts[^1] == OfficialLayout.GameName && parts.Length >= 3 ? parts[^3] : parts[^1];
        type ??= TaskTypeNames.OfFolder(label);
        return new AgentTask
        {
            Environment = AlfWorldDefinition.Name,
            Id = $"{AlfWorldDefinition.Name}/{game}",
            Split = place.Split,
            Category = type is { } known ? WireNames.Of(known) : null,
            Seed = place.Index,
            Data = new AlfWorldTask { Game = game, Folder = Path.GetFullPath(folder), TaskType = type, Label = label }.ToJson(),
        };
    }
}
