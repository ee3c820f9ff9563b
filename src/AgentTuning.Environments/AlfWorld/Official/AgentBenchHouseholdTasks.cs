using System.Runtime.CompilerServices;
using System.Text.Json;
using AgentTuning.Files;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.AlfWorld.Official;

/// <summary>The games of one of AgentBench's lists: <c>dev.json</c>, <c>standard.json</c> (<c>std.json</c>), <c>new_std.json</c>, <c>train_valid.json</c>.</summary>
/// <remarks>The list is an object of task type → paths below the folder of ALFWorld's data, where every game must lie.</remarks>
public sealed class AgentBenchHouseholdTasks : ITaskSet
{
    const long MaxBytes = 64 << 20;
    const string PromptsFolder = "prompts";

    readonly string _path;
    readonly TaskSplit _split;
    readonly string? _data;

    /// <summary>Names the list; it is read later.</summary>
    /// <param name="path">The list.</param>
    /// <param name="split">The split to assign.</param>
    /// <param name="data">The folder of ALFWorld's data, or null where the user named none.</param>
    public AgentBenchHouseholdTasks(string path, TaskSplit split, string? data) => (_path, _split, _data) = (path, split, data);

    /// <inheritdoc/>
    public int? Count => null;

    /// <inheritdoc/>
    public async IAsyncEnumerable<AgentTask> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var games = Parse(await ReadBytesAsync(cancellationToken));
        CheckPresence(games);
        var prompts = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(_path))!, PromptsFolder);
        for (var index = 0; index < games.Count; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (type, game) = games[index];
            yield return new AgentTask
            {
                Environment = AlfWorldDefinition.Name,
                Id = $"{AlfWorldDefinition.Name}/{Path.GetFileName(_path)}/{index}",
                Split = _split,
                Category = WireNames.Of(type),
                Seed = index,
                Data = new AlfWorldTask
                {
                    Game = game,
                    Folder = _data,
                    TaskType = type,
                    Label = LabelOf(game),
                    Prompts = Directory.Exists(prompts) ? prompts : null,
                }.ToJson(),
            };
        }
    }

    async Task<byte[]> ReadBytesAsync(CancellationToken cancellationToken)
    {
        var length = new FileInfo(_path).Length;
        return length <= MaxBytes
            ? await File.ReadAllBytesAsync(_path, cancellationToken)
            : throw new InvalidDataException($"{_path}: {length} bytes, expected a list of games of at most {MaxBytes}.");
    }

    List<(HouseholdTaskType Type, string Game)> Parse(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new InvalidDataException($"{_path}: {document.RootElement.ValueKind}, expected an object of task types and lists of games.");
            var games = new List<(HouseholdTaskType, string)>();
            foreach (var list in document.RootElement.EnumerateObject())
            {
                if (list.Value.ValueKind != JsonValueKind.Array)
                    throw new InvalidDataException($"{_path}: '{list.Name}' is {JsonFault.Quote(list.Value)}, expected a list of games.");
                foreach (var game in list.Value.EnumerateArray())
                    games.Add(Read(list.Name, game));
            }

            return games;
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{_path}: not JSON: {exception.Message}", exception);
        }
    }

    (HouseholdTaskType Type, string Game) Read(string key, JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.String)
            throw new InvalidDataException($"{_path}: '{key}' holds {JsonFault.Quote(json)}, expected the path of a game.");
        var game = json.GetString()!;
        if (!IsConfined(game))
            throw new InvalidDataException($"{_path}: '{key}' holds {JsonFault.Quote(json)}, expected a path below the folder of ALFWorld's data, without '..'.");
        return (TaskTypeNames.OfFolder(LabelOf(game)) ?? TaskTypeNames.OfFolder(key)) is { } type
            ? (type, game)
            : throw new InvalidDataException($"{_path}: '{key}' holds {JsonFault.Quote(json)}, of which neither folder nor list says what is to be done; expected one of {string.Join(", ", WireNames.All<HouseholdTaskType>())}.");
    }

    static bool IsConfined(string path) =>
        path.Length > 0 && !Path.IsPathRooted(path) && !path.Contains('\0', StringComparison.Ordinal) && !path.Split('/', '\\').Contains("..");

    // TASK/TRIAL/game.tw-pddl
    static string LabelOf(string game) => game.Split('/', '\\') is { Length: >= 3 } parts ? parts[^3] : game;

    void CheckPresence(List<(HouseholdTaskType Type, string Game)> games)
    {
        if (_data is null)
            throw new InvalidDataException(
                $"{_path} names {games.Count} games of ALFWorld's data, and nothing says where that lies. Give --setting {AlfWorldSettings.DataName}=FOLDER, or set {AlfWorldSettings.DataVariable}. {OfficialLayout.HowToGet}");
        var missing = games.Where(game => !File.Exists(Path.Combine(_data, game.Game))).ToList();
        if (missing.Count > 0)
            throw new InvalidDataException(
                $"{missing.Count} of the {games.Count} games of {_path} are not in {_data}, such as {missing[0].Game}. {OfficialLayout.HowToGet}");
    }
}
