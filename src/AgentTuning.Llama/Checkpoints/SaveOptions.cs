using AgentTuning.Llama.Models;

namespace AgentTuning.Llama.Checkpoints;

/// <summary>How a checkpoint is written. Without any, a model that was read from files is written as they were.</summary>
public sealed record SaveOptions
{
    /// <summary>The most bytes of tensors in one file, one tensor at least; null keeps the files of a model that was read, and is 5 GB otherwise.</summary>
    public long? MaxShardBytes { get; init { if (value is { } bytes) ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 1, nameof(MaxShardBytes)); field = value; } }

    /// <summary>The number type on disk; null is that of the configuration.</summary>
    public WeightType? WeightType { get; init; }
}
