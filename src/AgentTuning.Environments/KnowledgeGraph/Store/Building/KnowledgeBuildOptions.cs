namespace AgentTuning.Environments.KnowledgeGraph.Store.Building;

/// <summary>How a store file is built.</summary>
public sealed record KnowledgeBuildOptions
{
    /// <summary>The least memory that building takes, in bytes: 128 MiB.</summary>
    public const long LeastMemory = 128L << 20;

    /// <summary>The memory for sorting, in bytes; default 1 GiB. More makes fewer and larger pieces to merge.</summary>
    public long Memory { get; init { ArgumentOutOfRangeException.ThrowIfLessThan(value, LeastMemory, nameof(Memory)); field = value; } } = 1L << 30;

    /// <summary>The most threads; default 0 takes those of the machine.</summary>
    public int Threads { get; init { ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(Threads)); field = value; } }

    /// <summary>Where the pieces lie until they are merged; null takes the folder of the output. About the size of the plain input is needed.</summary>
    public string? TemporaryFolder { get; init; }

    /// <summary>The largest piece that is sorted in memory, in bytes; for tests.</summary>
    internal long LargestRun { get; init; } = 128L << 20;

    /// <summary>The bytes that a thread reads at once, which no line exceeds; for tests.</summary>
    internal int BlockSize { get; init; } = NTriplesBlocks.LongestLine;

    /// <summary>Threads that have room for a block and a piece each.</summary>
    internal int Workers => (int)Math.Clamp(Memory / (BlockSize + RunAllowance), 1, Threads > 0 ? Threads : Environment.ProcessorCount);

    /// <summary>Bytes that one piece may hold: half of its share, because arrays grow by doubling.</summary>
    internal long RunBytes => Math.Clamp(((Memory / Workers) - BlockSize) / 2, 1, LargestRun);

    long RunAllowance => Math.Min(LargestRun, 64L << 20);
}
