using System.Globalization;
using System.Text;
using Docker.DotNet;

namespace AgentTuning.Environments.Sandboxes.Docker;

/// <summary>Reads what a program in a container prints, both streams from one connection, and keeps the beginning of each.</summary>
/// <remarks>The first line of standard error is not the program's: <c>enter.sh</c> tells the process id in it.</remarks>
sealed class DockerOutput
{
    const int LongestNumber = 20;

    readonly BoundedBytes _output;
    readonly BoundedBytes _error;
    readonly List<byte> _head = [];
    bool _hasHead;
    long _received;

    /// <param name="stream">Read at once.</param>
    /// <param name="limit">The bytes that are kept of each stream.</param>
    /// <param name="cancellationToken">Stops reading; what came is kept.</param>
    public DockerOutput(MultiplexedStream stream, int limit, CancellationToken cancellationToken)
    {
        (_output, _error) = (new(limit), new(limit));
        Completion = ReadAsync(stream, cancellationToken);
    }

    /// <summary>Ends when both streams do, or when reading was stopped.</summary>
    public Task Completion { get; }

    /// <summary>The program's process id inside; null until it was told.</summary>
    public int? ProcessId { get; private set; }

    /// <summary>The bytes that came so far, kept or not.</summary>
    public long Received => Interlocked.Read(ref _received);

    /// <summary>True where there was more than the limit.</summary>
    public bool IsCut => _output.IsCut || _error.IsCut;

    /// <summary>What was kept of standard output.</summary>
    public byte[] Output => _output.ToArray();

    /// <summary>What was kept of standard error.</summary>
    public byte[] Error => _error.ToArray();

    async Task ReadAsync(MultiplexedStream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[1 << 14];
        try
        {
            while (await stream.ReadOutputAsync(buffer, 0, buffer.Length, cancellationToken) is { EOF: false } part)
            {
                Interlocked.Add(ref _received, part.Count);
                if (part.Target == MultiplexedStream.TargetStream.StandardError) AppendError(buffer.AsSpan(0, part.Count));
                else _output.Append(buffer.AsSpan(0, part.Count));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // A process that outlives its program still holds the stream, or the container is gone.
        }
    }

    void AppendError(ReadOnlySpan<byte> bytes)
    {
        while (!_hasHead && bytes.Length > 0)
        {
            var letter = bytes[0];
            bytes = bytes[1..];
            _head.Add(letter);
            if (letter != (byte)'\n' && _head.Count < LongestNumber) continue;
            _hasHead = true;
            if (int.TryParse(Encoding.Latin1.GetString([.. _head]).TrimEnd('\n'), NumberStyles.None, CultureInfo.InvariantCulture, out var id)) ProcessId = id;
            else _error.Append([.. _head]); // the program was not entered
        }
        _error.Append(bytes);
    }
}
