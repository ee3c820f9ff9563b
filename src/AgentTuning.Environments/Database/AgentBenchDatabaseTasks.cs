using System.Runtime.CompilerServices;
using System.Text.Json;
using AgentTuning.Files;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.Database;

/// <summary>The tasks of AgentBench's <c>dev.jsonl</c> and <c>standard.jsonl</c>: a file, or all files of a folder by name.</summary>
public sealed class AgentBenchDatabaseTasks : ITaskSet
{
    readonly string[] _files;
    readonly TaskSplit _split;

    /// <summary>Looks for the files; their content is read later.</summary>
    /// <param name="path">A <c>.jsonl</c> file, or a folder that holds some.</param>
    /// <param name="split">The split to assign.</param>
    /// <exception cref="FileNotFoundException">There is no such file, or none in the folder.</exception>
    public AgentBenchDatabaseTasks(string path, TaskSplit split)
    {
        _split = split;
        if (Directory.Exists(path))
        {
            _files = [.. Directory.EnumerateFiles(path, "*.jsonl").Order(StringComparer.Ordinal)];
            if (_files.Length == 0)
                throw new FileNotFoundException($"The folder {path} holds no .jsonl file; AgentBench's are named dev.jsonl and standard.jsonl.", path);
        }
        else
        {
            _files = File.Exists(path) ? [path] : throw new FileNotFoundException($"There is no file or folder {path}.", path);
        }
    }

    /// <inheritdoc/>
    public int? Count => null;

    /// <inheritdoc/>
    public async IAsyncEnumerable<AgentTask> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var file in _files)
        {
            var index = 0;
            await foreach (var line in JsonLines.ReadAsync(file, cancellationToken))
                yield return Read(line, index++);
        }
    }

    AgentTask Read(JsonLine line, int index)
    {
        try
        {
            using var document = JsonDocument.Parse(line.Bytes);
            var task = DatabaseTask.FromJson(document.RootElement);
            if (!task.IsModifying && task.Labels.Length == 0)
                throw new InvalidDataException("'label' is [], expected at least one gold answer.");
            return new AgentTask
            {
                Environment = DatabaseDefinition.Name,
                Id = $"{DatabaseDefinition.Name}/{line.File}/{index}",
                Split = _split,
                Category = task.Type,
                Seed = index,
                Data = document.RootElement.Clone(),
            };
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{line.Place}: not JSON: {exception.Message}", exception);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"{line.Place}: {exception.Message}", exception);
        }
    }
}
