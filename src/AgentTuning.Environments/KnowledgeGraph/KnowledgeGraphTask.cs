using System.Collections.Immutable;
using System.Text.Json;
using AgentTuning.Files;

namespace AgentTuning.Environments.KnowledgeGraph;

/// <summary>A question over a graph, as it stands in the data of a task.</summary>
public sealed record KnowledgeGraphTask
{
    /// <summary>The question.</summary>
    public required string Question { get; init; }

    /// <summary>The entities of the question, in the order in which the agent is told their names.</summary>
    public required ImmutableArray<NamedEntity> Entities { get; init => field = value.IsDefault ? [] : value; }

    /// <summary>
    /// The gold calls with ids for entities and <c>#n</c> for variables: <c>get_neighbors(m.0abc1,people.person.profession)</c>. The last variable they make
    /// is the answer. Empty where they are unknown.
    /// </summary>
    public required ImmutableArray<string> Actions { get; init => field = value.IsDefault ? [] : value; }

    /// <summary>The gold answers: ids without the namespace, values as printed, or a count.</summary>
    public required ImmutableArray<string> Answers { get; init => field = value.IsDefault ? [] : value; }

    /// <summary>The gold s-expression, or null.</summary>
    public string? Expression { get; init; }

    /// <summary>The graph that the question is asked of.</summary>
    public required TaskGraph Graph { get; init; }

    /// <summary>Reads the data of a task.</summary>
    /// <exception cref="InvalidDataException">A field is missing or malformed; the message names it.</exception>
    public static KnowledgeGraphTask FromJson(JsonElement json)
    {
        try
        {
            var task = json.Deserialize(KnowledgeGraphJson.Readable.KnowledgeGraphTask)
                ?? throw new InvalidDataException("The task is null, expected an object.");
            if (task.Graph is { Triples: not null, Ontology: null })
                throw new InvalidDataException("'graph' has triples and no ontology, expected both.");
            return task;
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException(
                JsonFault.Describe(exception, JsonSerializer.SerializeToUtf8Bytes(json, KnowledgeGraphJson.Readable.JsonElement), KnowledgeGraphJson.Readable.KnowledgeGraphTask), exception);
        }
    }

    /// <summary>The task as the data of an <see cref="Tasks.AgentTask"/>.</summary>
    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, KnowledgeGraphJson.Readable.KnowledgeGraphTask);
}
