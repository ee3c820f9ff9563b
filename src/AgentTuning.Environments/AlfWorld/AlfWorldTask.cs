using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using AgentTuning.Files;

namespace AgentTuning.Environments.AlfWorld;

/// <summary>A household game, as it stands in the data of a task: a released game file, or a generated house that is built when it is played.</summary>
public sealed record AlfWorldTask
{
    /// <summary>The path of a game file in <see cref="Folder"/>, with <c>/</c>; null for a generated house.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Game { get; init; }

    /// <summary>The folder of the game file; null where it is the user's folder of ALFWorld's data.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Folder { get; init; }

    /// <summary>The generated house; null for a game file.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public HouseName? House { get; init; }

    /// <summary>What is unusual about the generated house, by the names of <see cref="Generation.HouseKnobs"/>; null where nothing is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableSortedDictionary<string, string>? Knobs { get; init; }

    /// <summary>What is to be done; null where nothing but the goal of a game file says it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public HouseholdTaskType? TaskType { get; init; }

    /// <summary>The folder of the benchmark's demonstrations that lies beside the list of tasks; null without one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Prompts { get; init; }

    /// <summary>Names the problem for people, such as <c>pick_and_place_simple-Mug-None-Desk-308</c>.</summary>
    public required string Label { get; init; }

    /// <summary>Reads the data of a task.</summary>
    /// <exception cref="InvalidDataException">A field is missing or malformed; the message names it.</exception>
    public static AlfWorldTask FromJson(JsonElement json)
    {
        try
        {
            var task = json.Deserialize(AlfWorldJson.Readable.AlfWorldTask) ?? throw new InvalidDataException("The task is null, expected an object.");
            if (task.Game is null == task.House is null)
                throw new InvalidDataException("The task has neither or both of 'game' and 'house', expected one.");
            if (task.House is not null && task.TaskType is null)
                throw new InvalidDataException("The task has a 'house' and no 'taskType', expected both.");
            return task;
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException(
                JsonFault.Describe(exception, JsonSerializer.SerializeToUtf8Bytes(json, AlfWorldJson.Readable.JsonElement), AlfWorldJson.Readable.AlfWorldTask), exception);
        }
    }

    /// <summary>The task as the data of an <see cref="Tasks.AgentTask"/>.</summary>
    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, AlfWorldJson.Readable.AlfWorldTask);
}
