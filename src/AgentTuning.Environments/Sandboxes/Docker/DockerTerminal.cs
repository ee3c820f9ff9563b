using System.Globalization;
using System.Text;
using Docker.DotNet;

namespace AgentTuning.Environments.Sandboxes.Docker;

/// <summary>A program on a terminal in a container.</summary>
sealed class DockerTerminal : ISandboxTerminal
{
    const int LongestNumber = 20;

    readonly MultiplexedStream _stream;
    readonly DockerExec _exec;
    int? _process;
    int _isClosed;

    DockerTerminal(MultiplexedStream stream, DockerExec exec) => (_stream, _exec) = (stream, exec);

    /// <summary>Waits until the program has its terminal.</summary>
    /// <param name="stream">The terminal; its first line is the process id that <c>terminal.sh</c> tells.</param>
    /// <param name="exec">Ends the program.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<DockerTerminal> OpenAsync(MultiplexedStream stream, DockerExec exec, CancellationToken cancellationToken)
    {
        var terminal = new DockerTerminal(stream, exec);
        try
        {
            var head = new StringBuilder();
            var letter = new byte[1];
            while (head.Length < LongestNumber && await terminal.ReadAsync(letter, cancellationToken) == 1 && letter[0] != (byte)'\n') head.Append((char)letter[0]);
            if (int.TryParse(head.ToString().TrimEnd('\r'), NumberStyles.None, CultureInfo.InvariantCulture, out var process)) terminal._process = process;
            return terminal;
        }
        catch
        {
            await terminal.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await _stream.WriteAsync(bytes.ToArray(), 0, bytes.Length, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or System.Net.Sockets.SocketException)
        {
            throw new SandboxException("The program on the terminal has ended.", exception);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            var bytes = new byte[buffer.Length];
            var part = await _stream.ReadOutputAsync(bytes, 0, bytes.Length, cancellationToken);
            bytes.AsSpan(0, part.Count).CopyTo(buffer.Span);
            return part.Count;
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or System.Net.Sockets.SocketException)
        {
            return 0; // the program or the container is gone
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) != 0) return;
        if (_process is { } process) await _exec.KillAsync(process);
        _stream.Dispose();
    }
}
