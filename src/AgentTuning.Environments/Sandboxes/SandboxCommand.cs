using System.Collections.Immutable;

namespace AgentTuning.Environments.Sandboxes;

/// <summary>A program to run inside a sandbox, as root.</summary>
public sealed record SandboxCommand
{
    /// <summary>The program and its arguments; none is read by a shell.</summary>
    public required ImmutableArray<string> Arguments { get; init; }

    /// <summary>What the program reads from its standard input, which then ends.</summary>
    public ReadOnlyMemory<byte> Input { get; init; }

    /// <summary>The folder it starts in.</summary>
    public string WorkingDirectory { get; init; } = "/";

    /// <summary>After this the program and its children are killed; those that left their session go with the sandbox.</summary>
    public TimeSpan TimeLimit { get; init { ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero, nameof(TimeLimit)); field = value; } } = TimeSpan.FromSeconds(30);

    /// <summary>Bytes of output and of error that are kept, each; what follows is read and dropped.</summary>
    public int OutputLimit { get; init { ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(OutputLimit)); field = value; } } = 1 << 20;

    /// <summary>A script of bash.</summary>
    public static SandboxCommand Bash(string script) => new() { Arguments = ["/bin/bash", "-c", script] };
}
