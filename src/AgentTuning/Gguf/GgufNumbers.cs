using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace AgentTuning.Gguf;

/// <summary>Numbers to and from the bytes of a GGUF tensor.</summary>
public static class GgufNumbers
{
    /// <summary>Numbers of a block of <see cref="GgufTensorType.Q80"/>.</summary>
    public const int BlockLength = 32;

    const int BlockBytes = 2 + BlockLength;

    /// <summary>Bytes that numbers take.</summary>
    /// <param name="type">Their type.</param>
    /// <param name="count">Of whole blocks.</param>
    public static long ByteCount(GgufTensorType type, long count) => type switch
    {
        GgufTensorType.F32 => count * 4,
        GgufTensorType.F16 or GgufTensorType.BF16 => count * 2,
        GgufTensorType.Q80 when count % BlockLength == 0 => count / BlockLength * BlockBytes,
        GgufTensorType.Q80 => throw new ArgumentException($"Q8_0 takes {count} numbers, expected a multiple of {BlockLength}.", nameof(count)),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Written are F32, F16, BF16 and Q8_0."),
    };

    /// <summary>Rounds numbers to a type, to the nearest and to even between two; Q8_0 exactly as llama.cpp's reference does.</summary>
    /// <param name="type">The type.</param>
    /// <param name="numbers">For Q8_0, whole blocks.</param>
    /// <param name="bytes">As many as <see cref="ByteCount"/> says.</param>
    public static void Encode(GgufTensorType type, ReadOnlySpan<float> numbers, Span<byte> bytes)
    {
        RequireLength(type, numbers.Length, bytes.Length);
        switch (type)
        {
            case GgufTensorType.F32 when BitConverter.IsLittleEndian:
                MemoryMarshal.AsBytes(numbers).CopyTo(bytes);
                break;
            case GgufTensorType.F32:
                for (var i = 0; i < numbers.Length; i++) BinaryPrimitives.WriteSingleLittleEndian(bytes[(4 * i)..], numbers[i]);
                break;
            case GgufTensorType.F16:
                for (var i = 0; i < numbers.Length; i++) BinaryPrimitives.WriteHalfLittleEndian(bytes[(2 * i)..], (Half)numbers[i]);
                break;
            case GgufTensorType.BF16:
                for (var i = 0; i < numbers.Length; i++) BinaryPrimitives.WriteUInt16LittleEndian(bytes[(2 * i)..], UpperHalf(numbers[i]));
                break;
            default:
                for (var block = 0; block < numbers.Length / BlockLength; block++)
                    EncodeBlock(numbers.Slice(block * BlockLength, BlockLength), bytes.Slice(block * BlockBytes, BlockBytes));
                break;
        }
    }

    /// <summary>The numbers that bytes stand for.</summary>
    /// <param name="type">The type.</param>
    /// <param name="bytes">As many as <see cref="ByteCount"/> says.</param>
    /// <param name="numbers">For Q8_0, whole blocks.</param>
    public static void Decode(GgufTensorType type, ReadOnlySpan<byte> bytes, Span<float> numbers)
    {
        RequireLength(type, numbers.Length, bytes.Length);
        switch (type)
        {
            case GgufTensorType.F32:
                for (var i = 0; i < numbers.Length; i++) numbers[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(4 * i)..]);
                break;
            case GgufTensorType.F16:
                for (var i = 0; i < numbers.Length; i++) numbers[i] = (float)BinaryPrimitives.ReadHalfLittleEndian(bytes[(2 * i)..]);
                break;
            case GgufTensorType.BF16:
                for (var i = 0; i < numbers.Length; i++)
                    numbers[i] = BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * i)..]) << 16);
                break;
            default:
                for (var block = 0; block < numbers.Length / BlockLength; block++)
                    DecodeBlock(bytes.Slice(block * BlockBytes, BlockBytes), numbers.Slice(block * BlockLength, BlockLength));
                break;
        }
    }

    // The scale is rounded to binary16 after the bytes were made with the exact one, as the reference does.
    static void EncodeBlock(ReadOnlySpan<float> numbers, Span<byte> bytes)
    {
        var largest = 0f;
        foreach (var number in numbers) largest = Math.Max(largest, Math.Abs(number));
        var scale = largest / 127;
        var inverse = scale == 0 ? 0 : 1 / scale;
        BinaryPrimitives.WriteHalfLittleEndian(bytes, (Half)scale);
        for (var i = 0; i < BlockLength; i++)
            bytes[2 + i] = unchecked((byte)(sbyte)MathF.Round(numbers[i] * inverse, MidpointRounding.AwayFromZero));
    }

    static void DecodeBlock(ReadOnlySpan<byte> bytes, Span<float> numbers)
    {
        var scale = (float)BinaryPrimitives.ReadHalfLittleEndian(bytes);
        for (var i = 0; i < BlockLength; i++) numbers[i] = unchecked((sbyte)bytes[2 + i]) * scale;
    }

    static ushort UpperHalf(float number)
    {
        var bits = BitConverter.SingleToUInt32Bits(number);
        return (ushort)(float.IsNaN(number) ? (bits >> 16) | 64 : (bits + (0x7FFF + ((bits >> 16) & 1))) >> 16);
    }

    static void RequireLength(GgufTensorType type, int count, int bytes)
    {
        if (ByteCount(type, count) != bytes)
            throw new ArgumentException($"{count} numbers of {type} take {ByteCount(type, count)} bytes, and {bytes} are given.", nameof(bytes));
    }
}
