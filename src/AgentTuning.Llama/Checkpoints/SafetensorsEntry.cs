using System.Collections.Immutable;
using AgentTuning.Llama.Models;

namespace AgentTuning.Llama.Checkpoints;

/// <summary>Where a tensor lies in a safetensors file.</summary>
/// <param name="Name">Unique in its file.</param>
/// <param name="Type">The number type.</param>
/// <param name="Shape">Sizes of the dimensions; empty for a single number.</param>
/// <param name="Offset">From the file's start, in bytes.</param>
/// <param name="ByteCount">Equals the shape's product times the number's width.</param>
sealed record SafetensorsEntry(string Name, WeightType Type, ImmutableArray<long> Shape, long Offset, long ByteCount);
