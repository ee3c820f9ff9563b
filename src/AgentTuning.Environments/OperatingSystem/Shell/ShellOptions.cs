namespace AgentTuning.Environments.OperatingSystem.Shell;

/// <summary>How long the shell is listened to.</summary>
sealed record ShellOptions
{
    /// <summary>After this long without a byte the command is left to itself. Default 5 s, as in the original.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>After this long the command is left to itself even while it prints. Default 30 s, as in the benchmark's later editions; the paper's has no limit.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long to wait for more where the shell asks for input and yet not every line that was typed has been read. Default 1 s.</summary>
    public TimeSpan Settling { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>What is read of one command's output before it is left to itself. Default 16 MiB.</summary>
    public long MaxBytes { get; init; } = 16L << 20;
}
