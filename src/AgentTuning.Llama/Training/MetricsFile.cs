using System.Text.Json;

namespace AgentTuning.Llama.Training;

/// <summary>The metrics of a run, one line for each step.</summary>
sealed class MetricsFile : IDisposable
{
    readonly FileStream _stream;

    /// <summary>Opens the file and cuts off what follows the part that a checkpoint vouches for.</summary>
    /// <exception cref="InvalidDataException">The file is shorter than that part.</exception>
    public MetricsFile(string path, long length)
    {
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

    /// <summary>Adds a line and hands it to the operating system.</summary>
    public void Write(MetricsLine line)
    {
        JsonSerializer.Serialize(_stream, line, TrainingJson.Default.MetricsLine);
        _stream.WriteByte((byte)'\n');
        _stream.Flush();
    }

    /// <summary>Puts what was written onto the disk.</summary>
    public void FlushToDisk() => _stream.Flush(flushToDisk: true);

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();
}
