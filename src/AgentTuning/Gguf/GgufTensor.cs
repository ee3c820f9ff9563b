using System.Collections.Immutable;

namespace AgentTuning.Gguf;

/// <summary>A tensor in a GGUF file.</summary>
/// <param name="Name">Unique in its file.</param>
/// <param name="TypeNumber">The format's number of its type, which may be one that is not read here.</param>
/// <param name="Shape">Sizes of the dimensions, the last the innermost.</param>
/// <param name="Offset">From the file's start, in bytes.</param>
public sealed record GgufTensor(string Name, uint TypeNumber, ImmutableArray<long> Shape, long Offset)
{
    /// <summary>The number of numbers.</summary>
    public long Count => Shape.Aggregate(1L, (product, size) => checked(product * size));

    /// <summary>The type, or null where it is not read here.</summary>
    public GgufTensorType? Type => Enum.IsDefined((GgufTensorType)TypeNumber) ? (GgufTensorType)TypeNumber : null;
}
