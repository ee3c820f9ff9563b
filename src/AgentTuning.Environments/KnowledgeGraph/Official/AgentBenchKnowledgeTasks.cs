using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using AgentTuning.Files;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.KnowledgeGraph.Official;

/// <summary>The questions of AgentBench's <c>dev.json</c>, <c>std.json</c> and <c>kg_rl_all.json</c>, each with a graph derived from its gold calls.</summary>
public sealed class AgentBenchKnowledgeTasks : ITaskSet
{
    readonly string[] _files;
    readonly string _ontology;
    readonly TaskSplit _split;

    /// <summary>Looks for the files; their content is read later.</summary>
    /// <param name="path">A <c>.json</c> file, or a folder that holds some; the folder <c>ontology</c> lies beside the files.</param>
    /// <param name="split">The split to assign.</param>
    /// <param name="ontology">The ontology's folder where it lies elsewhere.</param>
    /// <exception cref="FileNotFoundException">There is no such file, none in the folder, or no ontology.</exception>
    public AgentBenchKnowledgeTasks(string path, TaskSplit split, string? ontology = null)
    {
        _split = split;
        if (Directory.Exists(path))
        {
            _files = [.. Directory.EnumerateFiles(path, "*.json").Order(StringComparer.Ordinal)];
            if (_files.Length == 0)
                throw new FileNotFoundException($"The folder {path} holds no .json file; AgentBench's are named dev.json and std.json.", path);
        }
        else
        {
            _files = File.Exists(path) ? [path] : throw new FileNotFoundException($"There is no file or folder {path}.", path);
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(_files[0]))!;
        _ontology = ontology ?? Path.Combine(folder, "ontology");
        if (!Directory.Exists(_ontology))
            throw new FileNotFoundException(
                $"There is no folder {_ontology}; AgentBench has it at data/knowledgegraph/ontology. Copy it beside the questions, or name it with --scripts.", _ontology);
    }

    /// <inheritdoc/>
    public int? Count => null;

    /// <inheritdoc/>
    public async IAsyncEnumerable<AgentTask> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var ontology = OntologyFolder.Read(_ontology);
        foreach (var file in _files)
        {
            using var document = Parse(file, await File.ReadAllBytesAsync(file, cancellationToken));
            if (document.RootElement.ValueKind != JsonValueKind.Array)
                throw new InvalidDataException($"{file}: {document.RootElement.ValueKind}, expected a list of questions.");
            var index = 0;
            foreach (var question in document.RootElement.EnumerateArray())
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return Read(question, file, index++, ontology);
            }
        }
    }

    static JsonDocument Parse(string file, byte[] bytes)
    {
        try
        {
            return JsonDocument.Parse(bytes);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{file}: not JSON: {exception.Message}", exception);
        }
    }

    AgentTask Read(JsonElement json, string file, int index, OntologyFolder ontology)
    {
        try
        {
            ImmutableArray<string> actions = json.TryGetProperty("actions", out _) ? [.. List(json, "actions").Select(action => Text(action, "actions"))] : [];
            ImmutableArray<string> answers = [.. List(json, "answer").Select(AnswerOf).Distinct(StringComparer.Ordinal)];
            var program = GoldProgram.Of(actions);
            var task = new KnowledgeGraphTask
            {
                Question = Text(Field(json, "question"), "question"),
                Entities = ReadEntities(Field(json, "entities")),
                Actions = actions,
                Answers = answers,
                Expression = json.TryGetProperty("s_expression", out var expression) && expression.ValueKind == JsonValueKind.String ? expression.GetString() : null,
                Graph = program is null ? new TaskGraph() : DerivedGraph.Create(program, answers, ontology, index),
            };
            return new AgentTask
            {
                Environment = KnowledgeGraphDefinition.Name,
                Id = $"{KnowledgeGraphDefinition.Name}/{Path.GetFileName(file)}/{index}",
                Split = _split,
                Category = json.TryGetProperty("source", out var source) && source.ValueKind == JsonValueKind.String ? source.GetString() : null,
                Seed = index,
                Data = task.ToJson(),
            };
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"{file} question {index}: {exception.Message}", exception);
        }
    }

    static ImmutableArray<NamedEntity> ReadEntities(JsonElement json) => json.ValueKind == JsonValueKind.Object
        ? [.. json.EnumerateObject().Select(entity => new NamedEntity(entity.Name, Text(entity.Value, $"entities.{entity.Name}")))]
        : throw new InvalidDataException($"'entities' is {JsonFault.Quote(json)}, expected an object of names and ids.");

    static string AnswerOf(JsonElement answer) => answer.ValueKind == JsonValueKind.String
        ? answer.GetString()!
        : Text(Field(answer, "answer_argument"), "answer_argument");

    static JsonElement.ArrayEnumerator List(JsonElement json, string name)
    {
        var list = Field(json, name);
        return list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : throw new InvalidDataException($"'{name}' is {JsonFault.Quote(list)}, expected a list.");
    }

    static JsonElement Field(JsonElement json, string name) => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value)
        ? value
        : throw new InvalidDataException($"'{name}' is missing.");

    static string Text(JsonElement json, string name) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString()!,
        JsonValueKind.Number => json.GetRawText(),
        _ => throw new InvalidDataException($"'{name}' is {JsonFault.Quote(json)}, expected a text."),
    };
}
