using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace AgentTuning.Llama.Training;

/// <summary>One record of a TensorBoard event file: a length, its checksum, an <c>Event</c> message of protocol buffers, its checksum.</summary>
/// <remarks>
/// Checksums are CRC-32C, turned right by 15 bits and added to a constant. Of <c>Event</c>: 1 wall time (double), 2 step (varint),
/// 3 file version (text), 5 summary; of the summary: 1 value; of a value: 1 tag (text), 2 simple value (float).
/// </remarks>
static class EventRecord
{
    const uint ChecksumDelta = 0xA282EAD8;
    const int Varint = 0, Eight = 1, Bytes = 2, Four = 5;

    /// <summary>The first record of a file.</summary>
    public static byte[] Version(DateTimeOffset time)
    {
        var message = new ArrayBufferWriter<byte>();
        WriteTime(message, time);
        WriteBytes(message, 3, "brain.Event:2"u8);
        return Frame(message.WrittenSpan);
    }

    /// <summary>Numbers of a step.</summary>
    public static byte[] Scalars(DateTimeOffset time, long step, IEnumerable<KeyValuePair<string, double>> values)
    {
        var summary = new ArrayBufferWriter<byte>();
        foreach (var (tag, number) in values)
        {
            var value = new ArrayBufferWriter<byte>();
            WriteBytes(value, 1, Encoding.UTF8.GetBytes(tag));
            WriteKey(value, 2, Four);
            BinaryPrimitives.WriteSingleLittleEndian(value.GetSpan(4), (float)number);
            value.Advance(4);
            WriteBytes(summary, 1, value.WrittenSpan);
        }
        var message = new ArrayBufferWriter<byte>();
        WriteTime(message, time);
        WriteKey(message, 2, Varint);
        WriteVarint(message, (ulong)step);
        WriteBytes(message, 5, summary.WrittenSpan);
        return Frame(message.WrittenSpan);
    }

    /// <summary>The checksum that stands behind a length and behind a message.</summary>
    public static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes) crc = BitOperations.Crc32C(crc, value);
        return BitOperations.RotateRight(~crc, 15) + ChecksumDelta;
    }

    static byte[] Frame(ReadOnlySpan<byte> message)
    {
        var record = new byte[8 + 4 + message.Length + 4];
        BinaryPrimitives.WriteUInt64LittleEndian(record, (ulong)message.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(8), Checksum(record.AsSpan(0, 8)));
        message.CopyTo(record.AsSpan(12));
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(12 + message.Length), Checksum(message));
        return record;
    }

    static void WriteTime(ArrayBufferWriter<byte> message, DateTimeOffset time)
    {
        WriteKey(message, 1, Eight);
        BinaryPrimitives.WriteDoubleLittleEndian(message.GetSpan(8), time.ToUnixTimeMilliseconds() / 1000.0);
        message.Advance(8);
    }

    static void WriteBytes(ArrayBufferWriter<byte> message, int field, ReadOnlySpan<byte> bytes)
    {
        WriteKey(message, field, Bytes);
        WriteVarint(message, (ulong)bytes.Length);
        message.Write(bytes);
    }

    static void WriteKey(ArrayBufferWriter<byte> message, int field, int kind) => WriteVarint(message, (ulong)(field << 3 | kind));

    static void WriteVarint(ArrayBufferWriter<byte> message, ulong value)
    {
        for (; value >= 0x80; value >>= 7) message.Write([(byte)(value | 0x80)]);
        message.Write([(byte)value]);
    }
}
