using System.Buffers.Binary;
using System.Text;

namespace AgentTuning.Llama.Tests.Training;

/// <summary>Reads TensorBoard event files by the published layout, apart from what writes them; every checksum is checked.</summary>
static class EventFileReader
{
    public static IEnumerable<(long Step, List<KeyValuePair<string, float>> Scalars)> Read(byte[] file)
    {
        for (var at = 0; at < file.Length;)
        {
            var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(at));
            Assert.Equal(Checksum(file.AsSpan(at, 8)), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 8)));
            var message = file.AsMemory(at + 12, length);
            Assert.Equal(Checksum(message.Span), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 12 + length)));
            at += 12 + length + 4;
            var fields = Fields(message).ToList();
            if (fields.Exists(field => field.Number == 5)) yield return (fields.Single(field => field.Number == 2).Value, Scalars(fields));
        }
    }

    static List<KeyValuePair<string, float>> Scalars(List<(int Number, long Value, ReadOnlyMemory<byte> Bytes)> fields) =>
    [
        .. Fields(fields.Single(field => field.Number == 5).Bytes).Select(value => Fields(value.Bytes).ToList()).Select(parts => KeyValuePair.Create(
            Encoding.UTF8.GetString(parts.Single(part => part.Number == 1).Bytes.Span),
            BinaryPrimitives.ReadSingleLittleEndian(parts.Single(part => part.Number == 2).Bytes.Span))),
    ];

    static IEnumerable<(int Number, long Value, ReadOnlyMemory<byte> Bytes)> Fields(ReadOnlyMemory<byte> message)
    {
        for (var at = 0; at < message.Length;)
        {
            var key = Varint(message, ref at);
            var (number, kind) = ((int)(key >> 3), key & 7);
            if (kind == 0)
            {
                yield return (number, Varint(message, ref at), default);
                continue;
            }
            var length = kind switch { 1 => 8, 5 => 4, _ => (int)Varint(message, ref at) };
            yield return (number, 0, message.Slice(at, length));
            at += length;
        }
    }

    static long Varint(ReadOnlyMemory<byte> message, ref int at)
    {
        var value = 0L;
        for (var shift = 0; ; shift += 7)
        {
            var part = message.Span[at++];
            value |= (long)(part & 0x7F) << shift;
            if (part < 0x80) return value;
        }
    }

    // CRC-32C bit by bit, polynomial 0x1EDC6F41 reflected.
    static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 1 ? crc >> 1 ^ 0x82F63B78 : crc >> 1;
        }
        crc = ~crc;
        return unchecked((crc >> 15 | crc << 17) + 0xA282EAD8);
    }
}
