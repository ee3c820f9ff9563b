using System.Text;
using Docker.DotNet;

namespace AgentTuning.Environments.Sandboxes.Docker;

/// <summary>Runs programs in a container, each with streams of its own.</summary>
/// <param name="client">The engine.</param>
/// <param name="container">The container's id.</param>
/// <param name="clock">Measures time limits.</param>
/// <remarks>The engine ends a connection when nobody holds the program's streams any more, which may be long after its end, and says only when asked that it has ended.</remarks>
sealed class DockerExec(DockerClient client, string container, TimeProvider clock)
{
    const int Killed = 128 + 9;
    const int NotStarted = 126;
    const int MaxGraces = 20;

    static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);
    static readonly TimeSpan ShortPoll = TimeSpan.FromMilliseconds(10);
    static readonly TimeSpan KillLimit = TimeSpan.FromSeconds(10);
    static readonly string EnterScript = EmbeddedText.Read("Sandboxes/Docker/enter.sh");
    static readonly string TerminalScript = EmbeddedText.Read("Sandboxes/Docker/terminal.sh");
    static readonly string KillScript = EmbeddedText.Read("Sandboxes/Docker/kill.sh");

    /// <summary>Runs a program to its end, its time limit or its output limit.</summary>
    /// <exception cref="DockerApiException">The engine does not let it start, for a reason that is not the program's.</exception>
    public async Task<SandboxResult> RunAsync(SandboxCommand command, CancellationToken cancellationToken)
    {
        var id = await CreateAsync(EnterScript, command, isTerminal: false, cancellationToken);
        using var stream = await client.Exec.StartContainerExecAsync(id, new(), cancellationToken);
        using var reading = new CancellationTokenSource();
        var output = new DockerOutput(stream, command.OutputLimit, reading.Token);
        var feeding = FeedAsync(stream, command.Input, reading.Token);
        var code = await WaitAsync(id, output, command.TimeLimit, cancellationToken);
        if (code is null && output.ProcessId is { } process)
        {
            await KillAsync(process);
            await WaitAsync(id, output, KillLimit, CancellationToken.None);
        }
        if (code is null) cancellationToken.ThrowIfCancellationRequested();
        else await SettleAsync(output, cancellationToken);
        await reading.CancelAsync();
        stream.Dispose();
        await Task.WhenAll(output.Completion, feeding);
        return new() { ExitCode = code ?? Killed, Output = output.Output, Error = output.Error, IsTimedOut = code is null, IsCut = output.IsCut };
    }

    /// <summary>Starts a program on a terminal.</summary>
    public async Task<DockerTerminal> OpenAsync(SandboxCommand command, CancellationToken cancellationToken)
    {
        var id = await CreateAsync(TerminalScript, command, isTerminal: true, cancellationToken);
        var stream = await client.Exec.StartContainerExecAsync(id, new() { TTY = true }, cancellationToken);
        return await DockerTerminal.OpenAsync(stream, this, cancellationToken);
    }

    /// <summary>Ends a program inside with its children; what cannot be ended now ends with the container.</summary>
    /// <param name="process">Its process id inside.</param>
    public async Task KillAsync(int process)
    {
        using var limit = new CancellationTokenSource(KillLimit, clock);
        try
        {
            var command = new SandboxCommand { Arguments = ["/bin/sh", "-c", KillScript, "sh", FormattableString.Invariant($"{process}")] };
            var id = await CreateAsync("exec \"$@\"", command, isTerminal: false, limit.Token);
            using var stream = await client.Exec.StartContainerExecAsync(id, new(), limit.Token);
            await new DockerOutput(stream, limit: 0, limit.Token).Completion;
        }
        catch (Exception exception) when (DockerFault.Is(exception) || exception is OperationCanceledException)
        {
            // No process is left for the killer, or the container is gone.
        }
    }

    /// <summary>The result of a program that the engine could not start in a container that is there.</summary>
    public static SandboxResult Refused(Exception exception) =>
        new() { ExitCode = NotStarted, Output = [], Error = Encoding.UTF8.GetBytes(DockerFault.Message(exception) + "\n") };

    async Task<string> CreateAsync(string script, SandboxCommand command, bool isTerminal, CancellationToken cancellationToken)
    {
        var created = await client.Exec.CreateContainerExecAsync(
            container,
            new()
            {
                Cmd = ["/bin/sh", "-c", script, "sh", .. command.Arguments],
                WorkingDir = command.WorkingDirectory,
                User = "0",
                TTY = isTerminal,
                Env = isTerminal ? ["TERM=xterm"] : [],
                AttachStdin = isTerminal || !command.Input.IsEmpty,
                AttachStdout = true,
                AttachStderr = true,
            },
            cancellationToken);
        return created.ID;
    }

    // The exit code, or null where the time was up or the caller gave up.
    async Task<int?> WaitAsync(string id, DockerOutput output, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(limit, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            while (true)
            {
                if (!output.Completion.IsCompleted) await Task.WhenAny(output.Completion, Task.Delay(Poll, clock, stop.Token));
                stop.Token.ThrowIfCancellationRequested();
                var state = await client.Exec.InspectContainerExecAsync(id, stop.Token);
                if (!state.Running) return (int)(state.ExitCode ?? Killed);
                if (output.Completion.IsCompleted) await Task.Delay(ShortPoll, clock, stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    async Task SettleAsync(DockerOutput output, CancellationToken cancellationToken)
    {
        var before = -1L;
        for (var i = 0; i < MaxGraces && !output.Completion.IsCompleted && output.Received is var now && now != before; i++)
        {
            before = now;
            await Task.WhenAny(output.Completion, Task.Delay(Poll, clock, cancellationToken));
        }
    }

    static async Task FeedAsync(MultiplexedStream stream, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        if (input.IsEmpty) return;
        try
        {
            await stream.WriteAsync(input.ToArray(), 0, input.Length, cancellationToken);
            stream.CloseWrite();
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException or System.Net.Sockets.SocketException)
        {
            // It ended without reading everything.
        }
    }
}
