using System.Collections.Immutable;
using System.Text.Json;
using AgentTuning.Files;

namespace AgentTuning.Environments.OperatingSystem;

/// <summary>An operating-system task, self-contained: what official files keep in scripts beside them is part of it.</summary>
/// <remarks>
/// Either <see cref="Match"/> is set or <see cref="Checks"/> holds at least one script. Fields that are left out in JSON have their defaults,
/// which the generated reader would replace by null if the setters did not see to it.
/// </remarks>
public sealed record OperatingSystemTask
{
    /// <summary>The problem as the agent reads it.</summary>
    public required string Description { get; init; }

    /// <summary>The image that the machine starts from. Default <c>default</c>.</summary>
    public string Image { get; init => field = value ?? DefaultImage; } = DefaultImage;

    /// <summary>The image that the benchmark's function-calling edition takes instead (<c>create.local</c>); null is <see cref="Image"/>.</summary>
    public string? LocalImage { get; init; }

    /// <summary>Run one after another as root before the shell starts; each is a process of its own.</summary>
    public ImmutableArray<TaskScript> Init { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Typed into the agent's shell before the dialogue; null for nothing.</summary>
    public TaskScript? Start { get; init; }

    /// <summary>The answer wanted; null where <see cref="Checks"/> decide.</summary>
    public AnswerMatch? Match { get; init; }

    /// <summary>
    /// Run one after another when the agent has finished; all must exit with 0. The first gets the answer (<c>None</c> where there is none),
    /// each further one also what those before it printed. Null stands for <see cref="Example"/>, and fails where there is none.
    /// </summary>
    public ImmutableArray<TaskScript?> Checks { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The reference solution: what prints the answer, or what changes the machine; null where there is none.</summary>
    public TaskScript? Example { get; init; }

    /// <summary>What it is about, such as <c>file</c>; the first is the task's category.</summary>
    public ImmutableArray<string> Labels { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The image of a task that names none.</summary>
    internal const string DefaultImage = "default";

    /// <summary>Reads the data of a task.</summary>
    /// <exception cref="InvalidDataException">A field is missing or malformed; the message names it.</exception>
    public static OperatingSystemTask FromJson(JsonElement json)
    {
        OperatingSystemTask? task;
        try
        {
            task = json.Deserialize(OperatingSystemJson.Readable.OperatingSystemTask);
        }
        catch (JsonException exception)
        {
            var bytes = JsonSerializer.SerializeToUtf8Bytes(json, OperatingSystemJson.Readable.JsonElement);
            throw new InvalidDataException(JsonFault.Describe(exception, bytes, OperatingSystemJson.Readable.OperatingSystemTask), exception);
        }

        if (task is null)
            throw new InvalidDataException("the data is null, expected an operating-system task.");
        return task.Fault() is { } fault ? throw new InvalidDataException(fault) : task;
    }

    /// <summary>The task as data.</summary>
    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, OperatingSystemJson.Readable.OperatingSystemTask);

    /// <summary>What is wrong with the task as a whole, or null.</summary>
    internal string? Fault()
    {
        if (Match is null && Checks.IsEmpty)
            return "the task has neither match nor checks, expected one of them.";
        return Match is { Answer: null, Regex: null } ? "match has neither answer nor regex, expected one of them." : null;
    }
}
