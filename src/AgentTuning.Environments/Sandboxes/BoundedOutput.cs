namespace AgentTuning.Environments.Sandboxes;

/// <summary>Reads a stream to its end and keeps the beginning.</summary>
sealed class BoundedOutput
{
    readonly BoundedBytes _kept;
    readonly Task _reading;
    long _received;

    /// <param name="stream">Read at once.</param>
    /// <param name="limit">The bytes that are kept.</param>
    /// <param name="cancellationToken">Stops reading; what came is kept.</param>
    public BoundedOutput(Stream stream, int limit, CancellationToken cancellationToken)
    {
        _kept = new(limit);
        _reading = ReadAsync(stream, cancellationToken);
    }

    /// <summary>Ends when the stream does, or when reading was stopped.</summary>
    public Task Completion => _reading;

    /// <summary>True where there was more than the limit.</summary>
    public bool IsCut => _kept.IsCut;

    /// <summary>The bytes that came so far, kept or not.</summary>
    public long Received => Interlocked.Read(ref _received);

    /// <summary>What was kept.</summary>
    public byte[] ToArray() => _kept.ToArray();

    async Task ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[1 << 14];
        try
        {
            int count;
            while ((count = await stream.ReadAsync(buffer, cancellationToken)) > 0)
            {
                Interlocked.Add(ref _received, count);
                _kept.Append(buffer.AsSpan(0, count));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // A process that outlives its program still holds the stream.
        }
    }
}
