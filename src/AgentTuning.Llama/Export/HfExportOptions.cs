using AgentTuning.Llama.Models;

namespace AgentTuning.Llama.Export;

/// <summary>How a model becomes a folder in Hugging Face format.</summary>
public sealed record HfExportOptions
{
    /// <summary>The number type on disk; null keeps that of the source.</summary>
    public WeightType? Type { get; init; }

    /// <summary>The most bytes of tensors in one file, one tensor at least; null keeps the files of the source, and is 5 GB where they are rewritten.</summary>
    public long? MaxShardBytes { get; init; }

    /// <summary>The model card, <c>README.md</c>.</summary>
    public required string Card { get; init; }
}
