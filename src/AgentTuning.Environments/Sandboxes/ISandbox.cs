namespace AgentTuning.Environments.Sandboxes;

/// <summary>A small machine of its own that hostile commands may do to what they like.</summary>
/// <remarks>
/// One caller at a time, but a terminal may be open while commands run. Disposing ends every process inside, daemons too, and removes what was written;
/// it may be called at any time and more than once. What happens inside never throws: a command that fails, hangs or floods is a result.
/// </remarks>
public interface ISandbox : IAsyncDisposable
{
    /// <summary>Runs a program to its end, its time limit, or its output limit.</summary>
    /// <exception cref="SandboxException">The sandbox itself is gone.</exception>
    Task<SandboxResult> ExecuteAsync(SandboxCommand command, CancellationToken cancellationToken);

    /// <summary>Starts a program on a terminal of 24 by 80 characters inside, such as an interactive shell.</summary>
    /// <param name="command">The program; its time limit, output limit and input are not used.</param>
    /// <param name="cancellationToken">Gives up waiting for the start.</param>
    /// <exception cref="SandboxException">The sandbox itself is gone.</exception>
    Task<ISandboxTerminal> OpenTerminalAsync(SandboxCommand command, CancellationToken cancellationToken);

    /// <summary>Reads a file as root inside, following links inside only.</summary>
    /// <param name="path">Absolute, inside.</param>
    /// <param name="maxBytes">What is longer is cut.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The content, or null where there is no such regular file.</returns>
    Task<byte[]?> ReadFileAsync(string path, int maxBytes, CancellationToken cancellationToken);

    /// <summary>Writes a file as root inside, following links inside only; folders on the way are made.</summary>
    /// <exception cref="SandboxException">The file cannot be written, for instance since the disk inside is full.</exception>
    Task WriteFileAsync(string path, ReadOnlyMemory<byte> content, UnixFileMode mode, CancellationToken cancellationToken);
}
