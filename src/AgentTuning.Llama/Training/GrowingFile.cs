namespace AgentTuning.Llama.Training;

/// <summary>A file that a run adds to, and cuts back to what a checkpoint vouches for when it goes on.</summary>
sealed class GrowingFile : IDisposable
{
    readonly FileStream _stream;

    /// <summary>Opens the file and cuts off what follows the part that a checkpoint vouches for.</summary>
    /// <exception cref="InvalidDataException">The file is shorter than that part.</exception>
    public GrowingFile(string path, long length)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        _stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
        if (_stream.Length < length)
        {
            var found = _stream.Length;
            _stream.Dispose();
            throw new InvalidDataException(
                $"{path} has {found} bytes, and the checkpoint knows of {length}. Was it changed? Name another output folder to start afresh.");
        }
        _stream.SetLength(length);
        _stream.Seek(0, SeekOrigin.End);
    }

    /// <summary>The bytes written so far.</summary>
    public long Length => _stream.Position;

    /// <summary>Adds bytes and hands them to the operating system.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        _stream.Write(bytes);
        _stream.Flush();
    }

    /// <summary>Puts what was written onto the disk.</summary>
    public void FlushToDisk() => _stream.Flush(flushToDisk: true);

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();
}
