using static TorchSharp.torch;

namespace AgentTuning.Llama.Training;

/// <summary>How a training pass computes. None of it changes what is computed, but for rounding.</summary>
public sealed record PassOptions
{
    /// <summary>The number type of matrix products.</summary>
    public ComputePrecision Precision { get; init { if (!Enum.IsDefined(value)) throw new ArgumentOutOfRangeException(nameof(Precision), value, "There is no such precision."); field = value; } } = ComputePrecision.F32;

    /// <summary>Threads inside a shard.</summary>
    public int Threads { get; init { ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(Threads)); ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 1024, nameof(Threads)); field = value; } } = 1;

    /// <summary>The most rows computed together; one document may have more. Every pack computes the prefix of its documents anew, so that small packs share little of it.</summary>
    public int RowsPerPack { get; init { ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(RowsPerPack)); field = value; } } = 4096;

    /// <summary>Only the input of every so many layers is kept, and the rest computed again on the way back; 0 keeps everything.</summary>
    public int CheckpointEvery { get; init { ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(CheckpointEvery)); field = value; } }

    /// <summary>Where the pass is computed.</summary>
    public ComputeDevice Device { get; init { if (!Enum.IsDefined(value)) throw new ArgumentOutOfRangeException(nameof(Device), value, "There is no such device."); field = value; } } = ComputeDevice.Cpu;

    /// <summary>True takes torch operators on the processor too, as on other devices.</summary>
    internal bool UsesOperators { get; init; }

    /// <summary>True for bf16 products.</summary>
    internal bool IsNarrow => Precision switch
    {
        ComputePrecision.F32 => false,
        ComputePrecision.BF16 => true,
        _ => throw new InvalidOperationException("The precision is not decided yet: see PassDefaults.Decide."),
    };

    /// <summary>The number type of matrix products for libtorch.</summary>
    internal ScalarType ComputeType => IsNarrow ? ScalarType.BFloat16 : ScalarType.Float32;
}
