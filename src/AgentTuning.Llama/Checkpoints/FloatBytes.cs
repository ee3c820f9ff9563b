using System.Buffers.Binary;
using System.Runtime.InteropServices;
using AgentTuning.Llama.Models;

namespace AgentTuning.Llama.Checkpoints;

/// <summary>32-bit floats to and from the little-endian number types of a checkpoint.</summary>
static class FloatBytes
{
    /// <summary>Reads as many numbers as the floats have room for.</summary>
    public static void Decode(ReadOnlySpan<byte> bytes, WeightType type, Span<float> floats)
    {
        if (type == WeightType.F32)
        {
            if (BitConverter.IsLittleEndian) bytes.CopyTo(MemoryMarshal.AsBytes(floats));
            else for (var i = 0; i < floats.Length; i++) floats[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(4 * i)..]);
            return;
        }
        for (var i = 0; i < floats.Length; i++)
        {
            var bits = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * i)..]);
            floats[i] = type == WeightType.F16 ? (float)BitConverter.UInt16BitsToHalf(bits) : BitConverter.UInt32BitsToSingle((uint)bits << 16);
        }
    }

    /// <summary>Writes numbers, rounded to the nearest and to even between two.</summary>
    /// <returns>The number of bytes written.</returns>
    public static int Encode(ReadOnlySpan<float> floats, WeightType type, Span<byte> bytes)
    {
        for (var i = 0; i < floats.Length; i++)
        {
            if (type == WeightType.F32) BinaryPrimitives.WriteSingleLittleEndian(bytes[(4 * i)..], floats[i]);
            else BinaryPrimitives.WriteUInt16LittleEndian(
                bytes[(2 * i)..], type == WeightType.F16 ? BitConverter.HalfToUInt16Bits((Half)floats[i]) : UpperHalf(floats[i]));
        }
        return floats.Length * (type == WeightType.F32 ? 4 : 2);
    }

    static ushort UpperHalf(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        if (float.IsNaN(value)) return (ushort)((bits >> 16) | 0x40); // rounding could carry a NaN over to infinity
        return (ushort)((bits + 0x7fff + ((bits >> 16) & 1)) >> 16);
    }
}
