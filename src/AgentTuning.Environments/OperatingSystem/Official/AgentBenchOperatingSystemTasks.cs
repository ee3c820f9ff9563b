using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using AgentTuning.Episodes;
using AgentTuning.Files;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.OperatingSystem.Official;

/// <summary>The problems of AgentBench's files, their scripts inlined.</summary>
sealed class AgentBenchOperatingSystemTasks : ITaskSet
{
    const long MaxFileBytes = 256L << 20;

    readonly IReadOnlyList<ProblemFile> _files;
    readonly TaskSplit _split;

    /// <summary>Looks for the files; their content is read later.</summary>
    /// <param name="path">A file, a folder of files, or the benchmark's whole <c>os_interaction</c> folder, of which the split's part is taken.</param>
    /// <param name="split">The split to assign.</param>
    /// <param name="scripts">The folder that scripts are named from; null leaves it to the official layout.</param>
    /// <exception cref="FileNotFoundException">There is no such file, or none in the folder.</exception>
    public AgentBenchOperatingSystemTasks(string path, TaskSplit split, string? scripts = null)
    {
        _files = OfficialLayout.Find(path, split, scripts);
        _split = split;
    }

    /// <inheritdoc/>
    public int? Count => null;

    /// <inheritdoc/>
    public async IAsyncEnumerable<AgentTask> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var file in _files)
        {
            var reader = new ProblemReader(new ScriptFolder(file.Scripts));
            var index = 0;
            if (file.Path.EndsWith(".jsonl", StringComparison.Ordinal))
            {
                await foreach (var line in JsonLines.ReadAsync(file.Path, cancellationToken))
                {
                    using var document = Parse(file, line.Bytes, line.Place);
                    yield return Read(file, reader, document.RootElement, index++);
                }
            }
            else
            {
                using var document = Parse(file, await BytesAsync(file.Path, cancellationToken), file.Path);
                if (document.RootElement.ValueKind == JsonValueKind.Array)
                    foreach (var problem in document.RootElement.EnumerateArray())
                        yield return Read(file, reader, problem, index++);
                else
                    yield return Read(file, reader, document.RootElement, index);
            }
        }
    }

    static async Task<ReadOnlyMemory<byte>> BytesAsync(string path, CancellationToken cancellationToken)
    {
        var length = new FileInfo(path).Length;
        if (length > MaxFileBytes)
            throw new InvalidDataException($"{path}: {length} bytes, expected at most {MaxFileBytes}. Split the file, or write one problem a line (.jsonl).");
        return await File.ReadAllBytesAsync(path, cancellationToken);
    }

    static JsonDocument Parse(ProblemFile file, ReadOnlyMemory<byte> bytes, string place)
    {
        try
        {
            return JsonDocument.Parse(bytes.Span.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{place}: not JSON: {exception.Message} {file.Name} should hold one problem or a list of them.", exception);
        }
    }

    AgentTask Read(ProblemFile file, ProblemReader reader, JsonElement problem, int index)
    {
        try
        {
            var id = FormattableString.Invariant($"{OperatingSystemDefinition.Name}/{file.Name}/{index}");
            var task = reader.Read(problem);
            return new AgentTask
            {
                Environment = OperatingSystemDefinition.Name,
                Id = id,
                Split = _split,
                Category = file.Category ?? (task.Labels.IsEmpty ? null : task.Labels[0]),
                Seed = EpisodeSeed.Derive(0, id, 0),
                Data = task.ToJson(),
            };
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException(FormattableString.Invariant($"{file.Path} problem {index}: {exception.Message}"), exception);
        }
    }
}
