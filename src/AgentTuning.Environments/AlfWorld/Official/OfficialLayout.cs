using System.Text.Json;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.AlfWorld.Official;

/// <summary>Where ALFWorld's data keeps its games: <c>json_2.1.1/{train,valid_seen,valid_unseen}/TASK/TRIAL/game.tw-pddl</c>.</summary>
static class OfficialLayout
{
    /// <summary>The name of a game's file.</summary>
    public const string GameName = "game.tw-pddl";

    /// <summary>The name of the file beside it that says what kind of task it is.</summary>
    public const string TrajectoryName = "traj_data.json";

    /// <summary>What to do where games are missing.</summary>
    public const string HowToGet =
        "Download json_2.1.1_json.zip and json_2.1.3_tw-pddl.zip (or the older json_2.1.1_tw-pddl.zip) from the releases of github.com/alfworld/alfworld and unpack them there, so that the folder holds json_2.1.1/valid_unseen.";

    /// <summary>What the folder of all games is called in the releases.</summary>
    public const string InnerFolders = "json_2.1.*";

    const long MaxTrajectoryBytes = 64 << 20;

    static readonly string[] SplitFolders = ["train", "valid_seen", "valid_unseen"];

    /// <summary>The folder to search: of a whole data set the split's, else the folder itself.</summary>
    public static string FolderOf(string path, TaskSplit split)
    {
        if (Directory.EnumerateDirectories(path, InnerFolders).Order(StringComparer.Ordinal).FirstOrDefault() is { } inner)
            path = inner;
        if (!SplitFolders.Any(name => Directory.Exists(Path.Combine(path, name))))
            return path;
        var wanted = Path.Combine(path, split switch
        {
            TaskSplit.Train => "train",
            TaskSplit.Development => "valid_seen",
            _ => "valid_unseen",
        });
        return Directory.Exists(wanted)
            ? wanted
            : throw new InvalidDataException($"{path} has no folder {Path.GetFileName(wanted)}, where the split lies. Choose another with --split (train, dev is valid_seen, test is valid_unseen), or: {HowToGet}");
    }

    /// <summary>The files of games below a folder in ordinal order of their paths, found as they are asked for.</summary>
    public static IEnumerable<string> GameFiles(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.tw-pddl").Order(StringComparer.Ordinal))
            yield return file;
        foreach (var inner in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
            foreach (var file in GameFiles(inner))
                yield return file;
    }

    /// <summary>False for the kinds of tasks that ALFWorld leaves out: movable receptacles and slicing.</summary>
    public static bool IsAllowedPath(string path) =>
        !path.Contains("movable", StringComparison.Ordinal) && !path.Contains("Sliced", StringComparison.Ordinal);

    /// <summary>The <c>task_type</c> of a <c>traj_data.json</c>; null where it has none.</summary>
    /// <exception cref="InvalidDataException">It is not JSON.</exception>
    public static string? TaskTypeOf(string file)
    {
        var length = new FileInfo(file).Length;
        if (length > MaxTrajectoryBytes)
            throw new InvalidDataException($"{file}: {length} bytes, expected at most {MaxTrajectoryBytes}.");
        return Find(file, "task_type", (ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.String ? reader.GetString() : null);
    }

    /// <summary>Whether a game file says that it can be solved.</summary>
    /// <exception cref="InvalidDataException">It is not JSON.</exception>
    public static bool IsSolvable(string file)
    {
        var length = new FileInfo(file).Length;
        if (length > MaxTrajectoryBytes)
            throw new InvalidDataException($"{file}: {length} bytes, expected at most {MaxTrajectoryBytes}.");
        return Find(file, "solvable", (ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.True ? "true" : null) is not null;
    }

    delegate string? ReadValue(ref Utf8JsonReader reader);

    static string? Find(string file, string name, ReadValue read)
    {
        try
        {
            var reader = new Utf8JsonReader(File.ReadAllBytes(file));
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isWanted = reader.ValueTextEquals(name);
                reader.Read();
                if (isWanted)
                    return read(ref reader);
                reader.Skip();
            }

            return null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"{file}: not JSON: {exception.Message}", exception);
        }
    }
}
