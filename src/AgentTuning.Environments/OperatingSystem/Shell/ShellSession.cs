using System.Text;
using System.Threading.Channels;
using AgentTuning.Environments.Sandboxes;

namespace AgentTuning.Environments.OperatingSystem.Shell;

/// <summary>The agent's shell: one interactive <c>bash --login</c> on a terminal, which keeps its state from command to command.</summary>
/// <remarks>
/// As in the original a command is typed, whatever runs at that time, and the terminal is listened to until a prompt or a silence. What a command leaves running
/// goes on; what it prints later stands before the next command's output. A shell that has ended prints nothing any more.
/// </remarks>
sealed class ShellSession : IAsyncDisposable
{
    const int ChunkBytes = 16 << 10;
    const int ChunksWaiting = 64;
    const int PartLetters = 2000;

    // Bracketed paste is bash's default, which an image may switch off. The space keeps the line out of the history.
    const string SetMarks = " bind 'set enable-bracketed-paste on'";

    static readonly UTF8Encoding Lenient = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: false);

    readonly ISandboxTerminal _terminal;
    readonly ShellOptions _options;
    readonly TimeProvider _clock;
    readonly Channel<byte[]> _chunks = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(ChunksWaiting) { SingleReader = true, SingleWriter = true });
    readonly CancellationTokenSource _closing = new();
    readonly Task _pump;
    bool _isReading;
    bool _isUnmarked;

    ShellSession(ISandboxTerminal terminal, ShellOptions options, TimeProvider clock)
    {
        (_terminal, _options, _clock) = (terminal, options, clock);
        _pump = PumpAsync(_closing.Token);
    }

    /// <summary>Starts the shell and waits for its first prompt.</summary>
    /// <exception cref="SandboxException">The sandbox has no terminal to give.</exception>
    public static async Task<ShellSession> OpenAsync(ISandbox sandbox, string hostName, ShellOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        // The variables of a process that docker exec starts on a terminal.
        var command = new SandboxCommand { Arguments = ["/usr/bin/env", "TERM=xterm", "HOME=/root", $"HOSTNAME={hostName}", "bash", "--login"] };
        var session = new ShellSession(await sandbox.OpenTerminalAsync(command, cancellationToken), options, clock);
        try
        {
            var greeting = new TerminalOutput(isReading: false);
            await session.ListenAsync(greeting, clock.GetTimestamp(), lines: 0, isLast: true, cancellationToken);
            session.Remember(greeting);
            if (session._isUnmarked)
                await session.RunAsync(SetMarks, cancellationToken);
            return session;
        }
        catch (OperationCanceledException)
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>Types a command and its line end, and returns what is printed until the next prompt or a silence.</summary>
    /// <returns>Control characters and all, the echo of what was typed left out; bytes that are no UTF-8 are U+FFFD.</returns>
    public async Task<string> RunAsync(string command, CancellationToken cancellationToken)
    {
        var before = Waiting();
        var output = new TerminalOutput(_isReading);
        var start = _clock.GetTimestamp();
        var lines = 0;
        foreach (var part in Parts(Keys(command)))
        {
            if (lines > 0)
                await ListenAsync(output, start, lines, isLast: false, cancellationToken);
            if (!await TypeAsync(part, cancellationToken))
                break;
            lines += part.Count(letter => letter == '\n');
        }

        if (lines > 0)
            await ListenAsync(output, start, lines, isLast: true, cancellationToken);
        Remember(output);
        return Lenient.GetString([.. before, .. output.Read(Lenient.GetBytes($"{command}\n"))]);
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _terminal.DisposeAsync();
        await _pump;
        _closing.Dispose();
    }

    // A tab typed into a shell asks for completions; quoted by Ctrl-V it is a tab, in every program that reads lines.
    static string Keys(string command) => $"{command.Replace("\t", "\x16\t", StringComparison.Ordinal)}\n";

    // A terminal holds 4,096 bytes that nobody has read, so whole lines are typed until then and the rest when they have been read.
    static IEnumerable<string> Parts(string keys)
    {
        for (var at = 0; at < keys.Length;)
        {
            var end = keys.Length - at <= PartLetters ? keys.Length : keys.LastIndexOf('\n', at + PartLetters - 1, PartLetters) + 1;
            if (end <= at)
                end = keys.IndexOf('\n', at) + 1; // one long line; the last letter is a line end
            yield return keys[at..end];
            at = end;
        }
    }

    async Task<bool> TypeAsync(string keys, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_options.Limit, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await _terminal.WriteAsync(Lenient.GetBytes(keys), either.Token);
            return true;
        }
        catch (SandboxException)
        {
            return false; // the shell has ended
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false; // nobody reads
        }
    }

    async Task ListenAsync(TerminalOutput output, long start, int lines, bool isLast, CancellationToken cancellationToken)
    {
        while (output.Length < _options.MaxBytes && Patience(output, lines, isLast) is var patience && patience > TimeSpan.Zero)
        {
            var left = _options.Limit - _clock.GetElapsedTime(start);
            if (left <= TimeSpan.Zero || await NextAsync(patience < left ? patience : left, cancellationToken) is not { } chunk)
                break;
            output.Append(chunk);
        }
    }

    // How long to wait for more; not at all where the shell has read every line and asks for another.
    TimeSpan Patience(TerminalOutput output, int lines, bool isLast)
    {
        if (output.EndsWithPrompt)
            return (_isUnmarked && lines <= 1) || output.LinesRead >= lines ? TimeSpan.Zero : _options.Settling;
        if (!output.IsReading || output.LinesRead < lines)
            return _options.Silence;
        return isLast ? _options.Settling : TimeSpan.Zero;
    }

    async Task<byte[]?> NextAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        if (_chunks.Reader.TryRead(out var chunk))
            return chunk;
        using var silence = new CancellationTokenSource(patience, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellationToken);
        try
        {
            return await _chunks.Reader.WaitToReadAsync(either.Token) && _chunks.Reader.TryRead(out chunk) ? chunk : null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    // A shell that asks without marks, such as one inside the first whose settings switch them off.
    void Remember(TerminalOutput output)
    {
        _isReading = output.IsReading;
        _isUnmarked = !output.IsReading && output.EndsWithPrompt;
    }

    // What was printed since the last command ended.
    byte[] Waiting()
    {
        var waiting = new TerminalOutput(_isReading);
        for (var i = 0; i < ChunksWaiting && _chunks.Reader.TryRead(out var chunk); i++)
            waiting.Append(chunk);
        if (waiting.Length == 0)
            return [];
        _isReading = waiting.IsReading;
        return waiting.Read([], showsPrompt: false);
    }

    async Task PumpAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[ChunkBytes];
        try
        {
            while (await _terminal.ReadAsync(buffer, cancellationToken) is > 0 and var read)
                await _chunks.Writer.WriteAsync(buffer[..read], cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The session is being disposed.
        }
        catch (SandboxException)
        {
            // The machine is gone, which the next command will find.
        }
        finally
        {
            _chunks.Writer.TryComplete();
        }
    }
}
