namespace AgentTuning.Files;

/// <summary>A file that appears whole or not at all: written beside its place, flushed to the disk, and renamed into it.</summary>
/// <remarks>
/// One writer at a time. Disposing without <see cref="CommitAsync"/> leaves the old file as it was. A process that is killed leaves
/// the temporary neighbour behind, which the next writer overwrites.
/// </remarks>
public sealed class AtomicFile : IAsyncDisposable
{
    readonly string _path;
    readonly string _temporaryPath;
    readonly FileStream _stream;
    bool _isCommitted;

    AtomicFile(string path)
    {
        _path = Path.GetFullPath(path);
        var folder = Path.GetDirectoryName(_path)!;
        Directory.CreateDirectory(folder);
        _temporaryPath = Path.Combine(folder, $".{Path.GetFileName(_path)}.tmp");
        _stream = new FileStream(_temporaryPath, FileMode.Create, FileAccess.ReadWrite, FileShare.None, bufferSize: 1 << 16, useAsync: true);
    }

    /// <summary>Where to write.</summary>
    public Stream Stream => _stream;

    /// <summary>Opens the temporary neighbour of a file, and creates the folder where it is missing.</summary>
    /// <exception cref="IOException">The disk is full, or another process writes the same file.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written.</exception>
    public static AtomicFile Create(string path) => new(path);

    /// <summary>Writes a whole file.</summary>
    public static async Task WriteAllBytesAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default)
    {
        await using var file = Create(path);
        await file.Stream.WriteAsync(bytes, cancellationToken);
        await file.CommitAsync(cancellationToken);
    }

    /// <summary>Puts what was written into its place.</summary>
    public async Task CommitAsync(CancellationToken cancellationToken = default)
    {
        await _stream.FlushAsync(cancellationToken);
        RandomAccess.FlushToDisk(_stream.SafeFileHandle);
        await _stream.DisposeAsync();
        File.Move(_temporaryPath, _path, overwrite: true);
        _isCommitted = true;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_isCommitted)
            return;
        try
        {
            await _stream.DisposeAsync();
        }
        finally
        {
            File.Delete(_temporaryPath);
        }
    }
}
