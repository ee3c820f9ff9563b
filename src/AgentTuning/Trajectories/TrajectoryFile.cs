using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;
using AgentTuning.Files;

namespace AgentTuning.Trajectories;

/// <summary>A file of trajectories that is being written: JSON lines, append-only, each id once, each record on the disk before its append completes.</summary>
/// <remarks>
/// One process at a time; a second one is refused. Appending is safe for several callers at once, and those who wait together share one
/// flush. A last line that a killed writer cut short is set aside on opening. Readers may read while the file is written.
/// </remarks>
public sealed class TrajectoryFile : IAsyncDisposable
{
    const int LargestBatch = 256;
    const byte LineEnd = (byte)'\n';

    readonly string _path;
    readonly FileLock _lock;
    readonly Lock _gate = new();
    readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    readonly Dictionary<string, TrajectoryEntry> _entries = new(StringComparer.Ordinal);
    readonly Channel<Pending> _pending = Channel.CreateUnbounded<Pending>(new UnboundedChannelOptions { SingleReader = true });
    FileStream _stream;
    Task _writing = Task.CompletedTask;

    TrajectoryFile(string path, FileLock fileLock, FileStream stream) => (_path, _lock, _stream) = (path, fileLock, stream);

    /// <summary>What was repaired on opening, as a sentence; null where the file was whole.</summary>
    public string? Repair { get; private set; }

    /// <summary>How many trajectories are on the disk.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _entries.Count;
        }
    }

    /// <summary>Opens a file for appending, creates it and its folder where they are missing, and repairs its last line.</summary>
    /// <exception cref="IOException">Another process writes the file, or the disk is full.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written.</exception>
    /// <exception cref="InvalidDataException">A line is no trajectory, or an id is there twice; the message names the line.</exception>
    public static async Task<TrajectoryFile> OpenAsync(string path, CancellationToken cancellationToken = default)
    {
        path = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var fileLock = FileLock.Take(path);
        try
        {
            var file = new TrajectoryFile(path, fileLock, OpenStream(path));
            try
            {
                await file.IndexAsync(cancellationToken);
            }
            catch
            {
                await file._stream.DisposeAsync();
                throw;
            }

            file._writing = file.WriteAsync();
            return file;
        }
        catch
        {
            fileLock.Dispose();
            throw;
        }
    }

    /// <summary>Reads a file one by one, however large.</summary>
    /// <exception cref="InvalidDataException">A line is no trajectory; the message names file, line, field, the value found and the value wanted.</exception>
    public static async IAsyncEnumerable<Trajectory> ReadAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var line in JsonLines.ReadAsync(path, cancellationToken))
        {
            var trajectory = line.Read(TrajectoryJson.Readable.Trajectory);
            CheckReward(line, trajectory.Reward);
            yield return trajectory;
        }
    }

    /// <summary>True where the file holds a trajectory of this id, or is about to.</summary>
    public bool Contains(string id)
    {
        lock (_gate)
            return _ids.Contains(id);
    }

    /// <summary>The trajectories on the disk by id, as they are now.</summary>
    public IReadOnlyDictionary<string, TrajectoryEntry> GetEntries()
    {
        lock (_gate)
            return new Dictionary<string, TrajectoryEntry>(_entries, StringComparer.Ordinal);
    }

    /// <summary>Writes a trajectory and waits until it is on the disk.</summary>
    /// <exception cref="InvalidOperationException">A trajectory of this id is already there.</exception>
    /// <exception cref="IOException">The disk refuses; what was there before is still there.</exception>
    public async Task AppendAsync(Trajectory trajectory)
    {
        lock (_gate)
            if (!_ids.Add(trajectory.Id))
                throw new InvalidOperationException($"{Path.GetFileName(_path)} already holds a trajectory '{trajectory.Id}'; an id is written once.");

        var line = JsonSerializer.SerializeToUtf8Bytes(trajectory, TrajectoryJson.Readable.Trajectory);
        var pending = new Pending(trajectory, [.. line, LineEnd], new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        if (!_pending.Writer.TryWrite(pending))
        {
            await _writing; // Throws what stopped the writing.
            throw new ObjectDisposedException(_path);
        }

        await pending.Written.Task;
    }

    /// <summary>Rewrites the file in a given order, whole or not at all; trajectories that are not named are dropped.</summary>
    /// <remarks>Not while trajectories are appended.</remarks>
    public async Task RewriteAsync(IEnumerable<string> ids, CancellationToken cancellationToken = default)
    {
        var kept = ids.Where(id => _entries.ContainsKey(id)).ToArray();
        if (IsInPlace(kept))
            return;

        var entries = new Dictionary<string, TrajectoryEntry>(StringComparer.Ordinal);
        await using (var file = AtomicFile.Create(_path))
        {
            foreach (var id in kept)
            {
                var line = new byte[_entries[id].Length + 1];
                _stream.Position = _entries[id].Offset;
                await _stream.ReadExactlyAsync(line.AsMemory(..^1), cancellationToken);
                line[^1] = LineEnd;
                entries.Add(id, _entries[id] with { Offset = file.Stream.Position });
                await file.Stream.WriteAsync(line, cancellationToken);
            }

            await _stream.DisposeAsync();
            await file.CommitAsync(CancellationToken.None);
        }

        _stream = OpenStream(_path);
        _stream.Position = _stream.Length;
        lock (_gate)
        {
            _ids.Clear();
            _entries.Clear();
            foreach (var (id, entry) in entries)
            {
                _ids.Add(id);
                _entries.Add(id, entry);
            }
        }
    }

    /// <summary>Finishes what is being appended, closes the file and lets others write it.</summary>
    public async ValueTask DisposeAsync()
    {
        _pending.Writer.TryComplete();
        await _writing.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        await _stream.DisposeAsync();
        _lock.Dispose();
    }

    static FileStream OpenStream(string path) =>
        new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete, bufferSize: 0, useAsync: true);

    static void CheckReward(JsonLine line, double? reward)
    {
        if (reward is not null and not (>= 0 and <= 1))
            throw new InvalidDataException(FormattableString.Invariant($"{line.Place}: reward is {reward}, expected 0 to 1 or null. Was it written by another version?"));
    }

    async Task IndexAsync(CancellationToken cancellationToken)
    {
        await using var lines = JsonLines.ReadAsync(_path, cancellationToken).GetAsyncEnumerator(cancellationToken);
        var hasLine = await lines.MoveNextAsync();
        while (hasLine)
        {
            var line = lines.Current;
            TrajectoryHead head;
            try
            {
                head = line.Read(TrajectoryHeadJson.Default.TrajectoryHead);
            }
            catch (InvalidDataException) when (!IsJson(line))
            {
                // Only the last line can be torn; a crash of the machine may also leave it with an end.
                if (await lines.MoveNextAsync())
                    throw;
                await SetAsideAsync(line, cancellationToken);
                break;
            }

            CheckReward(line, head.Reward);
            if (!_ids.Add(head.Id))
                throw new InvalidDataException($"{line.Place}: id '{head.Id}' is there twice. Remove one of the two lines.");
            _entries.Add(head.Id, new TrajectoryEntry(head.Ending, head.Reward, line.Offset, line.Bytes.Length));
            if (line.IsTorn)
                await EndLineAsync(line, cancellationToken);
            hasLine = await lines.MoveNextAsync();
        }

        _stream.Position = _stream.Length;
    }

    static bool IsJson(JsonLine line)
    {
        try
        {
            using var document = JsonDocument.Parse(line.Bytes);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    async Task SetAsideAsync(JsonLine line, CancellationToken cancellationToken)
    {
        var aside = $"{_path}.torn";
        await File.AppendAllBytesAsync(aside, (byte[])[.. line.Bytes.Span, LineEnd], cancellationToken);
        _stream.SetLength(line.Offset);
        RandomAccess.FlushToDisk(_stream.SafeFileHandle);
        Repair = $"{line.Place} was cut short when its writer was stopped; its {line.Bytes.Length} bytes were set aside in {Path.GetFileName(aside)}.";
    }

    async Task EndLineAsync(JsonLine line, CancellationToken cancellationToken)
    {
        _stream.Position = line.Offset + line.Bytes.Length;
        await _stream.WriteAsync(new[] { LineEnd }, cancellationToken);
        RandomAccess.FlushToDisk(_stream.SafeFileHandle);
        Repair = $"{line.Place} lacked its line end; it was added.";
    }

    bool IsInPlace(string[] ids)
    {
        var offset = 0L;
        foreach (var id in ids)
        {
            if (_entries[id].Offset != offset)
                return false;
            offset += _entries[id].Length + 1;
        }

        return offset == _stream.Length;
    }

    async Task WriteAsync()
    {
        var batch = new List<Pending>();
        while (await _pending.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < LargestBatch && _pending.Reader.TryRead(out var pending))
                batch.Add(pending);

            var start = _stream.Length;
            try
            {
                await WriteAsync(batch, start);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // Whatever it is, those who wait must hear of it: a file beyond the system's limit, for one, is no IOException.
                throw Fail(batch, start, exception);
            }

            foreach (var pending in batch)
                pending.Written.SetResult();
        }
    }

    async Task WriteAsync(List<Pending> batch, long offset)
    {
        _stream.Position = offset;
        await _stream.WriteAsync(batch.Count == 1 ? batch[0].Line : Join(batch));
        RandomAccess.FlushToDisk(_stream.SafeFileHandle);

        lock (_gate)
            foreach (var (trajectory, line, _) in batch)
            {
                _entries.Add(trajectory.Id, new TrajectoryEntry(trajectory.Ending, trajectory.Reward, offset, line.Length - 1));
                offset += line.Length;
            }
    }

    static byte[] Join(List<Pending> batch)
    {
        var bytes = new byte[batch.Sum(pending => pending.Line.Length)];
        var at = 0;
        foreach (var pending in batch)
        {
            pending.Line.CopyTo(bytes, at);
            at += pending.Line.Length;
        }

        return bytes;
    }

    IOException Fail(List<Pending> batch, long goodLength, Exception exception)
    {
        var fault = new IOException(
            $"{_path} cannot be written: {exception.Message} Its {Count} trajectories are safe. Make room, then run the same command again: it goes on from there.",
            exception);
        try
        {
            _stream.SetLength(goodLength);
        }
        catch (Exception second) when (second is IOException or UnauthorizedAccessException)
        {
            // Then the torn line is set aside when the file is opened next.
        }

        _pending.Writer.TryComplete();
        while (_pending.Reader.TryRead(out var pending))
            batch.Add(pending);
        foreach (var pending in batch)
            pending.Written.SetException(fault);
        return fault;
    }

    readonly record struct Pending(Trajectory Trajectory, byte[] Line, TaskCompletionSource Written);
}
