namespace AgentTuning.Environments.Sandboxes;

/// <summary>A program on a terminal inside a sandbox: what is typed is echoed as the terminal's settings say.</summary>
/// <remarks>One reader and one writer at a time. Disposing ends the program and its children.</remarks>
public interface ISandboxTerminal : IAsyncDisposable
{
    /// <summary>Types bytes.</summary>
    /// <exception cref="SandboxException">The program has ended.</exception>
    ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    /// <summary>Reads what has been printed; waits until there is something.</summary>
    /// <returns>The number of bytes, or 0 where the program has ended.</returns>
    ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken);
}
