using AgentTuning.Environments.Sandboxes;

namespace AgentTuning.Environments.Tests.OperatingSystem.Shell;

/// <summary>A sandbox with one terminal, and answers to commands that a test gives.</summary>
sealed class TerminalSandbox(ISandboxTerminal terminal, Func<SandboxCommand, SandboxResult>? execute = null) : ISandbox
{
    public List<SandboxCommand> Commands { get; } = [];

    public Dictionary<string, byte[]> Files { get; } = new(StringComparer.Ordinal);

    public Task<SandboxResult> ExecuteAsync(SandboxCommand command, CancellationToken cancellationToken)
    {
        Commands.Add(command);
        return Task.FromResult(execute?.Invoke(command) ?? new SandboxResult { ExitCode = 0, Output = [], Error = [] });
    }

    public Task<ISandboxTerminal> OpenTerminalAsync(SandboxCommand command, CancellationToken cancellationToken)
    {
        Commands.Add(command);
        return Task.FromResult(terminal);
    }

    public Task<byte[]?> ReadFileAsync(string path, int maxBytes, CancellationToken cancellationToken) => Task.FromResult(Files.GetValueOrDefault(path));

    public Task WriteFileAsync(string path, ReadOnlyMemory<byte> content, UnixFileMode mode, CancellationToken cancellationToken)
    {
        Files[path] = content.ToArray();
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => terminal.DisposeAsync();
}
