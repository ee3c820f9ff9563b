using System.Buffers;

namespace AgentTuning.Environments.Sandboxes;

/// <summary>Reads a stream to its end and keeps the beginning.</summary>
sealed class BoundedOutput
{
    readonly ArrayBufferWriter<byte> _kept = new();
    readonly int _limit;
    readonly Task _reading;
    long _received;

    /// <param name="stream">Read at once.</param>
    /// <param name="limit">The bytes that are kept.</param>
    /// <param name="cancellationToken">Stops reading; what came is kept.</param>
    public BoundedOutput(Stream stream, int limit, CancellationToken cancellationToken)
    {
        _limit = limit;
        _reading = ReadAsync(stream, cancellationToken);
    }

    /// <summary>Ends when the stream does, or when reading was stopped.</summary>
    public Task Completion => _reading;

    /// <summary>True where there was more than the limit.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The bytes that came so far, kept or not.</summary>
    public long Received => Interlocked.Read(ref _received);

    /// <summary>What was kept.</summary>
    public byte[] ToArray() => _kept.WrittenSpan.ToArray();

    async Task ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[1 << 14];
        try
        {
            int count;
            while ((count = await stream.ReadAsync(buffer, cancellationToken)) > 0)
            {
                var kept = Math.Min(count, _limit - _kept.WrittenCount);
                Interlocked.Add(ref _received, count);
                _kept.Write(buffer.AsSpan(0, kept));
                IsCut |= kept < count;
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // A process that outlives its program still holds the stream.
        }
    }
}
