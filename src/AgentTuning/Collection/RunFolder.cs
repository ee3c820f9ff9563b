using System.Text.Json;
using AgentTuning.Files;
using AgentTuning.Trajectories;

namespace AgentTuning.Collection;

/// <summary>The folder of a run: <c>run.json</c> and <c>trajectories.jsonl</c>, held by one process at a time.</summary>
public sealed class RunFolder : IAsyncDisposable
{
    /// <summary>The name of the record's file.</summary>
    public const string RecordName = "run.json";

    /// <summary>The name of the file of trajectories.</summary>
    public const string TrajectoriesName = "trajectories.jsonl";

    readonly string _recordPath;
    readonly TimeProvider _clock;

    RunFolder(string recordPath, TimeProvider clock, TrajectoryFile trajectories, RunRecord record) =>
        (_recordPath, _clock, Trajectories, Record) = (recordPath, clock, trajectories, record);

    /// <summary>The trajectories, open for appending.</summary>
    public TrajectoryFile Trajectories { get; }

    /// <summary>The record as it stands on the disk.</summary>
    public RunRecord Record { get; private set; }

    /// <summary>Opens a folder for a run, new or to go on with, and records that the run is under way.</summary>
    /// <param name="path">The folder; created where it is missing.</param>
    /// <param name="record">The run; state and times are filled in.</param>
    /// <param name="force">True to go on in a folder that was begun with other options.</param>
    /// <param name="clock">The time.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    /// <exception cref="InvalidDataException">The folder was begun with other options and <paramref name="force"/> is false, or a file of it is malformed.</exception>
    /// <exception cref="IOException">The folder cannot be written, or another process holds it.</exception>
    public static async Task<RunFolder> OpenAsync(string path, RunRecord record, bool force, TimeProvider clock, CancellationToken cancellationToken = default)
    {
        var recordPath = Path.Combine(path, RecordName);
        TrajectoryFile trajectories;
        try
        {
            trajectories = await TrajectoryFile.OpenAsync(Path.Combine(path, TrajectoriesName), cancellationToken);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException || (exception is IOException && !Directory.Exists(path)))
        {
            throw new IOException($"The run folder '{path}' cannot be written: {exception.Message} Choose another --output.", exception);
        }

        try
        {
            var earlier = await ReadAsync(recordPath, cancellationToken);
            if (earlier is null && trajectories.Count > 0 && !force)
                throw new InvalidDataException(
                    $"The folder '{path}' holds {trajectories.Count} trajectories but no {RecordName} that says how they came about. Choose another --output, or give --force to go on here.");
            if (earlier is not null && !force)
                RefuseOtherOptions(path, earlier, record);

            var now = clock.GetUtcNow();
            var folder = new RunFolder(recordPath, clock, trajectories, record with
            {
                StartedAt = earlier?.StartedAt ?? now,
                Starts = (earlier?.Starts ?? 0) + 1,
            });
            await folder.RecordAsync(RunStatus.Running, null, cancellationToken);
            return folder;
        }
        catch
        {
            await trajectories.DisposeAsync();
            throw;
        }
    }

    /// <summary>Writes down where the run stands.</summary>
    public async Task RecordAsync(RunStatus status, string? failure = null, CancellationToken cancellationToken = default)
    {
        Record = Record with { Status = status, Failure = failure, ChangedAt = _clock.GetUtcNow(), Episodes = Trajectories.Count };
        byte[] bytes = [.. JsonSerializer.SerializeToUtf8Bytes(Record, RunJson.Readable.RunRecord), (byte)'\n'];
        await AtomicFile.WriteAllBytesAsync(_recordPath, bytes, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Trajectories.DisposeAsync();

    static async Task<RunRecord?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
            return null;
        var bytes = await File.ReadAllBytesAsync(path, cancellationToken);
        try
        {
            return JsonSerializer.Deserialize(bytes, RunJson.Readable.RunRecord);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{path}: {JsonFault.Describe(exception, bytes, RunJson.Readable.RunRecord)}", exception);
        }
    }

    static void RefuseOtherOptions(string path, RunRecord earlier, RunRecord now)
    {
        if (!string.Equals(earlier.Command, now.Command, StringComparison.Ordinal))
            throw new InvalidDataException($"The folder '{path}' was made by '{earlier.Command}', not by '{now.Command}'. Choose another --output.");

        var differences = earlier.Options.Keys.Union(now.Options.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(name => (name, was: earlier.Options.GetValueOrDefault(name), wanted: now.Options.GetValueOrDefault(name)))
            .Where(option => !string.Equals(option.was, option.wanted, StringComparison.Ordinal))
            .Select(option => $"{option.name} was {option.was ?? "not set"}, now {option.wanted ?? "not set"}")
            .ToArray();
        if (differences.Length > 0)
            throw new InvalidDataException(
                $"The folder '{path}' was begun with other options: {string.Join("; ", differences)}. Choose another --output, give the same options, or give --force to go on here with the new ones (finished episodes stay as they are).");
    }
}
