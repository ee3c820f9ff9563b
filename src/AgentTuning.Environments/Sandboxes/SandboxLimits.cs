namespace AgentTuning.Environments.Sandboxes;

/// <summary>What a sandbox may use.</summary>
public sealed record SandboxLimits
{
    /// <summary>Memory in bytes, files in <see cref="DiskBytes"/> included where they are kept in memory.</summary>
    public long MemoryBytes { get; init { ArgumentOutOfRangeException.ThrowIfLessThan(value, 16 << 20, nameof(MemoryBytes)); field = value; } } = 512L << 20;

    /// <summary>What can be written to its disk, in bytes; at most half of <see cref="MemoryBytes"/> where the disk is kept in memory.</summary>
    public long DiskBytes { get; init { ArgumentOutOfRangeException.ThrowIfLessThan(value, 1 << 20, nameof(DiskBytes)); field = value; } } = 128L << 20;

    /// <summary>Processes and threads at once.</summary>
    public int Processes { get; init { ArgumentOutOfRangeException.ThrowIfLessThan(value, 8, nameof(Processes)); field = value; } } = 128;

    /// <summary>Processors' worth of time.</summary>
    public double Processors { get; init { ArgumentOutOfRangeException.ThrowIfLessThan(value, 0.1, nameof(Processors)); field = value; } } = 2;
}
