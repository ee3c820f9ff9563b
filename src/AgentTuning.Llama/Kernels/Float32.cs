using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AgentTuning.Llama.Kernels;

/// <summary>A 32-bit float as it lies in memory.</summary>
/// <param name="value">The number.</param>
readonly unsafe struct Float32(float value) : IElement<Float32>
{
    readonly float _value = value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(Float32* from) => Vector256.Load((float*)from);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> values, Float32* to) => values.Store((float*)to);

    /// <inheritdoc/>
    public static float Widen(Float32 value) => value._value;

    /// <inheritdoc/>
    public static Float32 Narrow(float value) => new(value);
}
