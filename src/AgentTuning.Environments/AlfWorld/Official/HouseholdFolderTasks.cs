using System.Runtime.CompilerServices;
using AgentTuning.Files;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.AlfWorld.Official;

/// <summary>The games of a folder, found and checked one by one as they are asked for.</summary>
/// <remarks>
/// In the official layout a game counts where <c>traj_data.json</c> lies beside it with one of the six task types, the path contains neither <c>movable</c> nor
/// <c>Sliced</c>, and the game says that it is solvable. A file of another name than <c>game.tw-pddl</c> counts by itself.
/// </remarks>
/// <param name="path">ALFWorld's data folder, one inside it, or any folder of <c>.tw-pddl</c> files.</param>
/// <param name="split">Which part of ALFWorld's data folder: train, valid_seen for dev, valid_unseen for test.</param>
public sealed class HouseholdFolderTasks(string path, TaskSplit split) : ITaskSet
{
    /// <inheritdoc/>
    public int? Count => null;

    /// <inheritdoc/>
    public async IAsyncEnumerable<AgentTask> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        var (index, found, alone) = (0, 0, 0);
        foreach (var file in OfficialLayout.GameFiles(OfficialLayout.FolderOf(path, split)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            found++;
            if (Path.GetFileName(file) == OfficialLayout.GameName && !File.Exists(TrajectoryOf(file)))
                alone++;
            else if (Read(file, index) is { } task)
            {
                yield return task;
                index++;
            }
        }

        if (index == 0)
            throw new InvalidDataException(found == 0
                ? $"{path} holds no game: there is no .tw-pddl file in it or below. {OfficialLayout.HowToGet}"
                : $"None of the {found} games in {path} counts: {alone} have no {OfficialLayout.TrajectoryName} beside them, the others are of no allowed kind or not marked as solvable. {OfficialLayout.HowToGet}");
    }

    static string TrajectoryOf(string file) => Path.Combine(Path.GetDirectoryName(file)!, OfficialLayout.TrajectoryName);

    AgentTask? Read(string file, int index)
    {
        var relative = Path.GetRelativePath(path, file).Replace(Path.DirectorySeparatorChar, '/');
        if (!OfficialLayout.IsAllowedPath(relative))
            return null;
        HouseholdTaskType? type = null;
        if (Path.GetFileName(file) == OfficialLayout.GameName)
        {
            if (OfficialLayout.TaskTypeOf(TrajectoryOf(file)) is not { } name || !WireNames.TryParse<HouseholdTaskType>(name, out var read) || !OfficialLayout.IsSolvable(file))
                return null;
            type = read;
        }

        return SingleGame.ToTask(path, relative, type, (split, index));
    }
}
