using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AgentTuning.Llama.Kernels;

/// <summary>The upper half of a 32-bit float (bf16): its range with 8 bits of precision.</summary>
/// <param name="bits">The upper half.</param>
readonly unsafe struct BrainFloat16(ushort bits) : IElement<BrainFloat16>
{
    const uint NotANumber = 0x7fc0;

    readonly ushort _bits = bits;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Load(BrainFloat16* from) =>
        (Vector256.WidenLower(Vector128.Load((ushort*)from).ToVector256Unsafe()) << 16).AsSingle();

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector256<float> values, BrainFloat16* to)
    {
        var whole = values.AsUInt32();
        // To the nearest, halves to even; rounding would carry a NaN over to something else.
        var rounded = (whole + Vector256.Create(0x7fffu) + ((whole >> 16) & Vector256<uint>.One)) >> 16;
        rounded = Vector256.ConditionalSelect(Vector256.Equals(values, values).AsUInt32(), rounded, Vector256.Create(NotANumber));
        Vector128.Narrow(rounded.GetLower(), rounded.GetUpper()).Store((ushort*)to);
    }

    /// <inheritdoc/>
    public static float Widen(BrainFloat16 value) => BitConverter.UInt32BitsToSingle((uint)value._bits << 16);

    /// <inheritdoc/>
    public static BrainFloat16 Narrow(float value)
    {
        var whole = BitConverter.SingleToUInt32Bits(value);
        return new((ushort)(float.IsNaN(value) ? NotANumber : (whole + 0x7fff + ((whole >> 16) & 1)) >> 16));
    }
}
