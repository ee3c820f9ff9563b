using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using AgentTuning.Files;

namespace AgentTuning.Environments.AlfWorld.Official;

/// <summary>
/// One of the benchmark's files of demonstrations, <c>alfworld_multiturn_react.json</c> and the like: for each kind of task (<c>put</c>, <c>clean</c>, …) a game
/// as messages, user and agent in turn.
/// </summary>
/// <remarks>
/// A message is a text (the paper's copy, v0.2), or an object with <c>role</c> and <c>content</c> (the function-calling edition), where an agent's message may
/// hold its action as a tool call. The latter are put into the words of the former.
/// </remarks>
public sealed class ShotFile
{
    const long MaxBytes = 4 << 20;

    readonly FrozenDictionary<string, ImmutableArray<string>> _games;
    readonly string _path;

    ShotFile(string path, FrozenDictionary<string, ImmutableArray<string>> games) => (_path, _games) = (path, games);

    /// <summary>The file of an edition.</summary>
    public static string NameOf(HouseholdEdition edition) =>
        edition == HouseholdEdition.Paper ? "alfworld_multiturn_react.json" : "alfworld_multiturn_plan_first.json";

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is no such file; the message names what is wrong.</exception>
    public static ShotFile Read(string path)
    {
        if (new FileInfo(path).Length > MaxBytes)
            throw new InvalidDataException($"{path}: {new FileInfo(path).Length} bytes, expected at most {MaxBytes}. Is it a file of demonstrations?");
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new InvalidDataException($"{path}: {document.RootElement.ValueKind}, expected an object of lists of messages.");
            var games = new Dictionary<string, ImmutableArray<string>>(StringComparer.Ordinal);
            foreach (var game in document.RootElement.EnumerateObject().Where(game => game.Value.ValueKind == JsonValueKind.Array))
                games[game.Name] = [.. game.Value.EnumerateArray().Select((message, index) => ReadMessage(message, index, $"{path} {game.Name}"))];
            return new ShotFile(path, games.ToFrozenDictionary(StringComparer.Ordinal));
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{path}: not JSON: {exception.Message}", exception);
        }
    }

    /// <summary>The game of a kind of task, user and agent in turn.</summary>
    /// <exception cref="InvalidDataException">The file has none.</exception>
    public ImmutableArray<string> Game(HouseholdTaskType type)
    {
        var key = TaskTypeNames.Shot(type);
        return _games.TryGetValue(key, out var game) && game.Length > 0
            ? game
            : throw new InvalidDataException($"{_path} has no game '{key}'; it has {string.Join(", ", _games.Keys.Order(StringComparer.Ordinal))}.");
    }

    static string ReadMessage(JsonElement message, int index, string place)
    {
        if (message.ValueKind == JsonValueKind.String)
            return message.GetString()!;
        var isAgent = index % 2 == 1;
        var role = TextOf(message, "role");
        if (role is not ("user" or "agent" or "assistant" or "tool") || (role is "agent" or "assistant") != isAgent)
            throw new InvalidDataException($"{place} message {index}: the role is {role ?? "missing"}, expected {(isAgent ? "agent" : "user or tool")}.");
        var content = TextOf(message, "content") ?? "";
        if (!isAgent)
            return content + "\n";
        return ActionOf(message) is not { } action ? content : content.Length == 0 ? $"ACTION: {action}\n" : $"THOUGHT: {content}\n ACTION: {action}\n";
    }

    static string? ActionOf(JsonElement message)
    {
        if (!message.TryGetProperty("tool_calls", out var calls) || calls.ValueKind != JsonValueKind.Array || calls.GetArrayLength() == 0)
            return null;
        return calls[0].ValueKind == JsonValueKind.Object && calls[0].TryGetProperty("function", out var function) && TextOf(function, "arguments") is { } arguments
            ? ToolAction.Read(arguments) ?? throw new InvalidDataException($"The tool call's arguments are {JsonFault.Quote(function.GetProperty("arguments"))}, expected an object with an action.")
            : throw new InvalidDataException("A tool call has no 'function' with 'arguments', expected both.");
    }

    static string? TextOf(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
