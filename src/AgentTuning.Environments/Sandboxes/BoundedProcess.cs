using System.Diagnostics;

namespace AgentTuning.Environments.Sandboxes;

/// <summary>Runs a program of this machine to its end, its time limit or its output limit.</summary>
static class BoundedProcess
{
    const int MaxGraces = 20;
    const int QuietGraces = 2; // on a busy machine what has come may wait longer than one to be read

    /// <summary>After a program's end its streams are read until nothing comes for so long; others may hold them, and write, for ever.</summary>
    static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(200);

    /// <summary>Starts the program, feeds it and reads it.</summary>
    /// <param name="start">The program; its streams are redirected here.</param>
    /// <param name="command">Input and limits.</param>
    /// <param name="clock">Measures the time limit.</param>
    /// <param name="cancellationToken">Kills the program.</param>
    /// <exception cref="SandboxException">It cannot be started.</exception>
    public static async Task<SandboxResult> RunAsync(ProcessStartInfo start, SandboxCommand command, TimeProvider clock, CancellationToken cancellationToken)
    {
        var process = Start(start);
        using var closing = new Closing(process);
        using var reading = new CancellationTokenSource();
        var output = new BoundedOutput(process.StandardOutput.BaseStream, command.OutputLimit, reading.Token);
        var error = new BoundedOutput(process.StandardError.BaseStream, command.OutputLimit, reading.Token);
        var feeding = FeedAsync(process, command.Input, reading.Token);
        var isTimedOut = !await WaitAsync(process, command.TimeLimit, clock, cancellationToken);

        var read = Task.WhenAll(output.Completion, error.Completion);
        await SettleAsync(read, () => output.Received + error.Received, clock, cancellationToken);
        await reading.CancelAsync();
        await Task.WhenAll(read, feeding);
        return new()
        {
            ExitCode = process.ExitCode,
            Output = output.ToArray(),
            Error = error.ToArray(),
            IsTimedOut = isTimedOut,
            IsCut = output.IsCut || error.IsCut,
        };
    }

    /// <summary>Starts a program with its three streams redirected.</summary>
    /// <exception cref="SandboxException">It cannot be started.</exception>
    public static Process Start(ProcessStartInfo start)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new SandboxException($"{start.FileName} cannot be started: {exception.Message}. Is it installed, and is there memory left?", exception);
        }
    }

    /// <summary>Lets go of a process and its streams, which it leaves open once they were read.</summary>
    public static void Close(Process process)
    {
        try
        {
            process.StandardInput.Dispose();
        }
        catch (IOException)
        {
            // What it did not read is lost with it.
        }
        process.StandardOutput.Dispose();
        process.StandardError.Dispose();
        process.Dispose();
    }

    static async Task SettleAsync(Task read, Func<long> received, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (before, quiet) = (-1L, 0);
        for (var i = 0; i < MaxGraces && !read.IsCompleted; i++)
        {
            var now = received();
            quiet = now == before ? quiet + 1 : 0;
            before = now;
            if (quiet == QuietGraces) break;
            await Task.WhenAny(read, Task.Delay(Grace, clock, cancellationToken));
        }
    }

    // False where the time was up or the caller gave up; the process is dead then.
    static async Task<bool> WaitAsync(Process process, TimeSpan limit, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(limit, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await process.WaitForExitAsync(stop.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            ProcessFamily.Kill(process);
            await process.WaitForExitAsync(CancellationToken.None);
            cancellationToken.ThrowIfCancellationRequested();
            return false;
        }
    }

    static async Task FeedAsync(Process process, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input, cancellationToken);
            process.StandardInput.Close();
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // It ended without reading everything.
        }
    }

    readonly struct Closing(Process process) : IDisposable
    {
        public void Dispose() => Close(process);
    }
}
