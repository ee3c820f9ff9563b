namespace AgentTuning.Llama.Generation;

/// <summary>What a generator may use of the machine. None of it changes what is generated.</summary>
public sealed record GeneratorOptions
{
    /// <summary>The threads that compute, at least 1; default one per processor.</summary>
    public int Threads
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(Threads));
            field = value;
        }
    } = Environment.ProcessorCount;

    /// <summary>The most bytes of keys and values; default 1 GiB. Raised to what one conversation of the model's full length takes.</summary>
    public long CacheBytes
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(CacheBytes));
            field = value;
        }
    } = 1L << 30;

    /// <summary>The most positions that one step computes, at least 32; default 96.</summary>
    public int StepPositions
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, KeyValueLayout.BlockPositions, nameof(StepPositions));
            field = value;
        }
    } = 96;
}
