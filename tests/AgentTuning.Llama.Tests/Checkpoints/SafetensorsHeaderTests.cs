using System.Buffers.Binary;
using System.Text;
using AgentTuning.Llama.Checkpoints;
using AgentTuning.Llama.Models;

namespace AgentTuning.Llama.Tests.Checkpoints;

public sealed class SafetensorsHeaderTests
{
    [Fact]
    public void Tensors_come_in_the_order_of_their_bytes()
    {
        var file = File(
            """{"__metadata__":{"format":"pt"},"b":{"dtype":"BF16","shape":[3],"data_offsets":[8,14]},"a":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]}}""",
            dataBytes: 14);

        var entries = SafetensorsHeader.Read(new MemoryStream(file), "x.safetensors");

        Assert.Equal(["a", "b"], entries.Select(entry => entry.Name));
        Assert.Equal([2, 1], entries[0].Shape);
        Assert.Equal(WeightType.BF16, entries[1].Type);
        Assert.Equal(file.Length - 6, entries[1].Offset);
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 4, "data_offsets [0, 8], expected a begin and an end within the 4 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 9, "1 bytes follow the last tensor")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", 12, "begins at byte 4 of the data, expected 0")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "overlap or leave a hole")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", 8, "has 8 bytes, which is not its shape [3] in F32")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,8]}}""", 8, "is not its shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", 8, "has -2 in its shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2.5],"data_offsets":[0,8]}}""", 8, "has 2.5 in its shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,2],"data_offsets":[0,8]}}""", 8, "has 9 dimensions")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", 8, "data_offsets [8, 0]")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0]}}""", 8, "data_offsets [0]")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,99999999999999999999]}}""", 8, "has 99999999999999999999 in its data_offsets")]
    [InlineData("""{"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}""", 8, "has the dtype F64, expected F32, F16 or BF16")]
    [InlineData("""{"a":{"shape":[1],"data_offsets":[0,8]}}""", 8, "has the dtype missing")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2]}}""", 8, "has no data_offsets")]
    [InlineData("""{"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]},"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}""", 0, "no valid JSON")]
    [InlineData("""{"a":7}""", 0, "tensor 'a' is a JSON Number")]
    [InlineData("""[]""", 0, "the header is a JSON Array")]
    [InlineData("""{"a":{"dtype":{"x":{"y":{"z":1}}}}}""", 0, "no valid JSON")]
    [InlineData("""{"a":""", 0, "no valid JSON")]
    public void A_hostile_header_is_refused_with_what_was_found(string json, int dataBytes, string expected)
    {
        var fault = Assert.Throws<InvalidDataException>(() => SafetensorsHeader.Read(new MemoryStream(File(json, dataBytes)), "x.safetensors"));

        Assert.Contains("x.safetensors", fault.Message, StringComparison.Ordinal);
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new byte[] { 1, 2, 3 }, "has 3 bytes, expected at least 8")]
    [InlineData(new byte[] { 0, 0, 0, 0, 0, 0, 0, 0x80 }, "length is 9223372036854775808, expected at most 100000000")]
    [InlineData(new byte[] { 50, 0, 0, 0, 0, 0, 0, 0, (byte)'{' }, "length is 50, and only 1 bytes follow")]
    [InlineData(new byte[] { 2, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xfe }, "no valid JSON")]
    public void A_length_that_cannot_be_is_refused(byte[] file, string expected)
    {
        var fault = Assert.Throws<InvalidDataException>(() => SafetensorsHeader.Read(new MemoryStream(file), "x.safetensors"));

        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused_and_never_read_past_its_end()
    {
        var file = File("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F16","shape":[2],"data_offsets":[8,12]}}""", 12);

        for (var length = 0; length < file.Length; length++)
            Assert.Throws<InvalidDataException>(() => SafetensorsHeader.Read(new MemoryStream(file[..length]), "x.safetensors"));
    }

    static byte[] File(string json, int dataBytes)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        var file = new byte[8 + bytes.Length + dataBytes];
        BinaryPrimitives.WriteInt64LittleEndian(file, bytes.Length);
        bytes.CopyTo(file, 8);
        return file;
    }
}
