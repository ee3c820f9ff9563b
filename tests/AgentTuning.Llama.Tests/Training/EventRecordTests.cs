using System.Buffers.Binary;
using System.Text;
using AgentTuning.Llama.Training;

namespace AgentTuning.Llama.Tests.Training;

public sealed class EventRecordTests
{
    static readonly DateTimeOffset Time = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_500);

    [Fact]
    public void Checksums_are_those_of_published_vectors()
    {
        // CRC-32C of 32 zeros is 0x8A9136AA (RFC 3720, B.4), of "123456789" 0xE3069283; turned by 15 bits, plus 0xA282EAD8.
        Assert.Equal(Masked(0x8A9136AA), EventRecord.Checksum(new byte[32]));
        Assert.Equal(Masked(0xE3069283), EventRecord.Checksum("123456789"u8));
    }

    [Fact]
    public void The_first_record_has_the_bytes_that_TensorBoard_wants()
    {
        var record = EventRecord.Version(Time);

        Assert.Equal(24UL, BinaryPrimitives.ReadUInt64LittleEndian(record));
        Assert.Equal(0x09, record[12]); // field 1, eight bytes
        Assert.Equal(1_700_000_000.5, BinaryPrimitives.ReadDoubleLittleEndian(record.AsSpan(13)));
        Assert.Equal(0x1A, record[21]); // field 3, text
        Assert.Equal("brain.Event:2", Encoding.UTF8.GetString(record, 23, record[22]));
        Assert.Equal(12 + 24 + 4, record.Length);
    }

    [Fact]
    public void Numbers_of_a_step_can_be_read_back()
    {
        var record = EventRecord.Scalars(Time, 300, [new("loss/train", 1.25), new("speed/é", 7)]);

        var read = Assert.Single(EventFileReader.Read(record));
        Assert.Equal(300, read.Step);
        Assert.Equal([new("loss/train", 1.25f), new("speed/é", 7f)], read.Scalars);
    }

    static uint Masked(uint crc) => unchecked(((crc >> 15) | (crc << 17)) + 0xA282EAD8);
}
