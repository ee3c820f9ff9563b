using System.Diagnostics;

namespace AgentTuning.Environments.Sandboxes;

/// <summary>A terminal that util-linux's <c>script</c> keeps inside a sandbox; this side holds its pipes.</summary>
/// <param name="process">Ends when the program on the terminal does.</param>
sealed class ProcessTerminal(Process process) : ISandboxTerminal
{
    /// <summary>The kind of terminal, which programs read from <c>TERM</c>.</summary>
    public const string Kind = "xterm";

    /// <summary>The command that runs a program on a terminal of its own; <c>TERM</c> is the caller's to set.</summary>
    public static SandboxCommand OnTerminal(SandboxCommand command) => command with
    {
        Arguments =
        [
            "script", "--quiet", "--flush", "--return", "--echo", "always", "--command",
            "stty rows 24 cols 80; exec " + string.Join(' ', command.Arguments.Select(Quote)), "/dev/null",
        ],
    };

    /// <inheritdoc/>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(bytes, cancellationToken);
            await process.StandardInput.BaseStream.FlushAsync(cancellationToken);
        }
        catch (IOException exception)
        {
            throw new SandboxException("The program on the terminal has ended.", exception);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
        await process.StandardOutput.BaseStream.ReadAsync(buffer, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        ProcessFamily.Kill(process);
        await process.WaitForExitAsync();
        BoundedProcess.Close(process);
    }

    static string Quote(string argument) => $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
