using System.Collections.Immutable;
using AgentTuning.Environments.AlfWorld.Engine;
using AgentTuning.Environments.AlfWorld.Generation;
using AgentTuning.Environments.AlfWorld.Official;

namespace AgentTuning.Environments.AlfWorld;

/// <summary>Finds the game of a task: reads its file, or builds its house.</summary>
/// <param name="data">The folder of ALFWorld's data for tasks that name none; null where there is none.</param>
public sealed class GameSource(string? data)
{
    /// <summary>The folder that the environment variable names.</summary>
    public static GameSource Default => new(AlfWorldSettings.DataFolder(ImmutableSortedDictionary<string, string>.Empty));

    /// <summary>The game of a task.</summary>
    /// <exception cref="InvalidDataException">There is no such file, it is no game file, or no such house can be built.</exception>
    public GameFile Open(AlfWorldTask task) => task.House is { } house ? Build(house, task) : GameFile.Load(PathOf(task));

    static GameFile Build(HouseName house, AlfWorldTask task)
    {
        try
        {
            return HouseGenerator.Create(house, task.TaskType!.Value, HouseKnobs.Read(task.Knobs ?? ImmutableSortedDictionary<string, string>.Empty)).Game;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            throw new InvalidDataException(exception.Message, exception);
        }
    }

    string PathOf(AlfWorldTask task)
    {
        if ((task.Folder ?? data) is not { } folder)
            throw new InvalidDataException(
                $"The game {task.Game} is one of ALFWorld's data, and nothing says where that lies. Give --setting {AlfWorldSettings.DataName}=FOLDER, or set {AlfWorldSettings.DataVariable}. {OfficialLayout.HowToGet}");
        var path = Path.GetFullPath(Path.Combine(folder, task.Game!));
        if (Path.GetRelativePath(folder, path).Split(Path.DirectorySeparatorChar)[0] == "..")
            throw new InvalidDataException($"The game {task.Game} lies outside of its folder {folder}.");
        return File.Exists(path) ? path : throw new InvalidDataException($"There is no game {task.Game} in {folder}. {OfficialLayout.HowToGet}");
    }
}
