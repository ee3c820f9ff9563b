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
        _temporaryPath = Path.Combine(Path.GetDirectoryName(_path)!, $".{Path.GetFileName(_path)}.tmp");
        _stream = OpenTemporary(_temporaryPath);
    }

    /// <summary>Where to write.</summary>
    public Stream Stream => _stream;

    /// <summary>Opens the temporary neighbour of a file, and creates the folder where it is missing.</summary>
    /// <exception cref="IOException">The folder cannot be written, the disk is full, or another process writes the same file.</exception>
    public static AtomicFile Create(string path) => new(path);

    /// <summary>Opens an empty file for this process alone, whatever a killed process left there, and creates its folder where it is missing.</summary>
    internal static FileStream OpenTemporary(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        try
        {
            Directory.CreateDirectory(folder);
            return new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, bufferSize: 1 << 16, useAsync: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The folder '{folder}' cannot be written: {exception.Message} Choose another one, or make room for it.", exception);
        }
    }

    /// <summary>Writes a whole file.</summary>
    public static async Task WriteAllBytesAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default)
    {
        await using var file = Create(path);
        await file.Stream.WriteAsync(bytes, cancellationToken);
        await file.CommitAsync(cancellationToken);
    }

    /// <summary>Brings what was written onto the disk. Where files belong together, do so for all before the first is committed.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken = default)
    {
        await _stream.FlushAsync(cancellationToken);
        RandomAccess.FlushToDisk(_stream.SafeFileHandle);
    }

    /// <summary>Puts what was written into its place.</summary>
    public async Task CommitAsync(CancellationToken cancellationToken = default)
    {
        await FlushAsync(cancellationToken);
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
        catch (IOException)
        {
            // What could not be flushed is thrown away; a second fault would hide the one that led here.
        }
        finally
        {
            File.Delete(_temporaryPath);
        }
    }
}
