using AgentTuning.Conversations;
using AgentTuning.Files;
using AgentTuning.Trajectories;

namespace AgentTuning.Datasets;

/// <summary>Conversations on the disk, to be read again in any order: a mixture may be larger than the memory.</summary>
sealed class ConversationSpool : IAsyncDisposable
{
    readonly string _path;
    readonly FileStream _stream;
    readonly List<(long Offset, int Length)> _records = [];

    /// <summary>Starts an empty one; what a killed process left in its place is overwritten.</summary>
    public ConversationSpool(string folder)
    {
        _path = Path.Combine(Path.GetFullPath(folder), ".mixture.spool.tmp");
        _stream = AtomicFile.OpenTemporary(_path);
    }

    /// <summary>Keeps a conversation.</summary>
    /// <returns>Its index.</returns>
    public async ValueTask<int> AddAsync(Conversation conversation, CancellationToken cancellationToken)
    {
        var bytes = ConversationFile.ToBytes(conversation, ConversationFormat.Dataset);
        _records.Add((_stream.Position, bytes.Length));
        await _stream.WriteAsync(bytes, cancellationToken);
        return _records.Count - 1;
    }

    /// <summary>To be called once between the last <see cref="AddAsync"/> and the first <see cref="ReadAsync"/>.</summary>
    public Task FlushAsync(CancellationToken cancellationToken) => _stream.FlushAsync(cancellationToken);

    public async ValueTask<Conversation> ReadAsync(int index, CancellationToken cancellationToken)
    {
        var (offset, length) = _records[index];
        var bytes = new byte[length];
        var done = 0;
        while (done < length)
        {
            var read = await RandomAccess.ReadAsync(_stream.SafeFileHandle, bytes.AsMemory(done), offset + done, cancellationToken);
            done += read > 0 ? read : throw new EndOfStreamException($"{_path} was cut short while it was read. Run the command again.");
        }

        return new JsonLine(Path.GetFileName(_path), index + 1, bytes, IsTorn: false).Read(TrajectoryJson.Readable.Conversation);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _stream.DisposeAsync();
        }
        finally
        {
            File.Delete(_path);
        }
    }
}
