using System.Collections.Immutable;

namespace AgentTuning.Gguf;

/// <summary>A tensor that is to be written.</summary>
/// <param name="Name">Its name in the file, such as <c>blk.0.attn_q.weight</c>; below 64 characters.</param>
/// <param name="Type">How its numbers lie there.</param>
/// <param name="Shape">Sizes of one to four dimensions, the last the innermost: as everywhere here, and reversed in the file.</param>
public sealed record GgufTensorPlan(string Name, GgufTensorType Type, ImmutableArray<long> Shape)
{
    /// <summary>The number of numbers.</summary>
    public long Count => Shape.Aggregate(1L, (product, size) => checked(product * size));

    /// <summary>The bytes that they take.</summary>
    public long ByteCount => GgufNumbers.ByteCount(Type, Count);
}
