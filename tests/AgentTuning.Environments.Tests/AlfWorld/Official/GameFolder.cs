using System.Text.Json;

namespace AgentTuning.Environments.Tests.AlfWorld.Official;

/// <summary>A temporary folder in the layout of ALFWorld's data, with games of a few bytes.</summary>
sealed class GameFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("alfworld").FullName;

    /// <summary>Adds <c>json_2.1.1/SPLIT/TASK/TRIAL/game.tw-pddl</c> with its <c>traj_data.json</c>.</summary>
    public GameFolder Add(string split, string task, string? taskType = "pick_and_place_simple", string game = """{"grammar":"{\"solvable\":false}","solvable":true}""")
    {
        var folder = Directory.CreateDirectory(System.IO.Path.Combine(Path, "json_2.1.1", split, task, "trial_T1")).FullName;
        File.WriteAllText(System.IO.Path.Combine(folder, "game.tw-pddl"), game);
        if (taskType is not null)
            File.WriteAllText(System.IO.Path.Combine(folder, "traj_data.json"), $$"""{"images":[{"task_type":"no"}],"task_type":"{{taskType}}","x":1}""");
        return this;
    }

    public string Write(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public string WriteList(string name, IReadOnlyDictionary<string, string[]> games) => Write(name, JsonSerializer.Serialize(games));

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
