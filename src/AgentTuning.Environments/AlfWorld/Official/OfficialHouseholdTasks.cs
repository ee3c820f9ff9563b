using AgentTuning.Environments.AlfWorld.Generation;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.AlfWorld.Official;

/// <summary>Opens what a user names as tasks: a list of AgentBench, a folder of games, or one game.</summary>
static class OfficialHouseholdTasks
{
    /// <summary>The tasks of a source with a path.</summary>
    /// <exception cref="FileNotFoundException">There is no such file or folder.</exception>
    /// <exception cref="ArgumentException">The setting of ALFWorld's data folder names none, or a setting is of generated houses.</exception>
    public static ITaskSet Open(TaskSource source)
    {
        var path = source.Path!;
        if (source.Settings.Keys.FirstOrDefault(HouseKnobs.Has) is { } knob)
            throw new ArgumentException($"The setting '{knob}' is of generated houses, and the tasks are those of {path}: leave one of them out.", nameof(source));
        if (Directory.Exists(path))
            return new HouseholdFolderTasks(path, source.Split);
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no file or folder {path}; expected a list such as dev.json, a folder of games, or a {OfficialLayout.GameName}.", path);
        return path.EndsWith(".json", StringComparison.Ordinal)
            ? new AgentBenchHouseholdTasks(path, source.Split, AlfWorldSettings.DataFolder(source.Settings))
            : new SingleGame(path, source.Split);
    }
}
