using System.Text;
using AgentTuning.Gguf;

namespace AgentTuning.Tests.Gguf;

public sealed class GgufWriterTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("agenttuning-gguf-").FullName;

    string FilePath => Path.Combine(_folder, "model.gguf");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_bytes_are_those_of_the_format()
    {
        var metadata = new GgufMetadata();
        metadata.Add("a", 7);
        metadata.Add("b", ["x", "é"]);
        await using (var writer = await GgufWriter.CreateAsync(
            FilePath, metadata, [new("t", GgufTensorType.F32, [2, 3]), new("u", GgufTensorType.F16, [1])], TestContext.Current.CancellationToken))
        {
            writer.Write([1, 2]);
            writer.Write([3, 4, 5, 6]);
            writer.Write([-1]);
            await writer.CommitAsync(TestContext.Current.CancellationToken);
        }

        using var reader = new BinaryReader(File.OpenRead(FilePath), Encoding.UTF8);
        Assert.Equal("GGUF"u8.ToArray(), reader.ReadBytes(4));
        Assert.Equal((3u, 2ul, 2ul), (reader.ReadUInt32(), reader.ReadUInt64(), reader.ReadUInt64()));
        Assert.Equal(("a", 4u, 7u), (Text(reader), reader.ReadUInt32(), reader.ReadUInt32()));
        Assert.Equal(("b", 9u, 8u, 2ul), (Text(reader), reader.ReadUInt32(), reader.ReadUInt32(), reader.ReadUInt64()));
        Assert.Equal(("x", "é"), (Text(reader), Text(reader)));
        Assert.Equal(("t", 2u, 3ul, 2ul), (Text(reader), reader.ReadUInt32(), reader.ReadUInt64(), reader.ReadUInt64())); // the innermost first
        Assert.Equal((0u, 0ul), (reader.ReadUInt32(), reader.ReadUInt64()));
        Assert.Equal(("u", 1u, 1ul), (Text(reader), reader.ReadUInt32(), reader.ReadUInt64()));
        Assert.Equal((1u, 32ul), (reader.ReadUInt32(), reader.ReadUInt64()));
        while (reader.BaseStream.Position % 32 != 0) Assert.Equal(0, reader.ReadByte());
        Assert.Equal([1f, 2, 3, 4, 5, 6], Enumerable.Range(0, 6).Select(_ => reader.ReadSingle()));
        Assert.Equal(new byte[8], reader.ReadBytes(8));
        Assert.Equal((Half)(-1), reader.ReadHalf());
        Assert.Equal(new byte[30], reader.ReadBytes(100));
    }

    [Fact]
    public async Task A_file_that_was_not_finished_leaves_what_was_there()
    {
        await File.WriteAllTextAsync(FilePath, "before", TestContext.Current.CancellationToken);

        await using (var writer = await GgufWriter.CreateAsync(FilePath, new(), [new("t", GgufTensorType.F32, [2])], TestContext.Current.CancellationToken))
        {
            writer.Write([1]);
            var error = await Assert.ThrowsAsync<InvalidOperationException>(() => writer.CommitAsync(TestContext.Current.CancellationToken));
            Assert.Equal("t lacks 1 numbers.", error.Message);
        }

        Assert.Equal("before", await File.ReadAllTextAsync(FilePath, TestContext.Current.CancellationToken));
        Assert.Equal([FilePath], Directory.GetFiles(_folder));
    }

    [Theory]
    [InlineData(GgufTensorType.F16, 65_520f, "t holds 65520, which F16 cannot hold. Choose bf16 or f32.")]
    [InlineData(GgufTensorType.BF16, 3.4e38f, "t holds 3.4E+38, which BF16 cannot hold. Choose bf16 or f32.")]
    [InlineData(GgufTensorType.F32, float.NaN, "t holds NaN, expected numbers. Are the weights damaged, or did training diverge?")]
    [InlineData(GgufTensorType.Q80, float.PositiveInfinity, "t holds Infinity, expected numbers. Are the weights damaged, or did training diverge?")]
    public async Task A_number_that_the_type_cannot_hold_is_refused(GgufTensorType type, float number, string message)
    {
        var numbers = new float[32];
        numbers[17] = number;
        await using var writer = await GgufWriter.CreateAsync(FilePath, new(), [new("t", type, [32])], TestContext.Current.CancellationToken);

        var error = Assert.Throws<InvalidDataException>(() => writer.Write(numbers));

        Assert.Equal(message, error.Message);
    }

    [Theory]
    [InlineData("", 1L, "The tensor's name '' is empty or too long, expected up to 63 bytes. (Parameter 'tensors')")]
    [InlineData("t", 33L, "t has rows of 33 numbers, expected a multiple of 32 for Q8_0. (Parameter 'tensors')")]
    [InlineData("t", 0L, "t has the shape [0], expected one to 4 dimensions above 0. (Parameter 'tensors')")]
    public async Task A_tensor_that_the_format_cannot_hold_is_refused(string name, long length, string message)
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(
            () => GgufWriter.CreateAsync(FilePath, new(), [new(name, GgufTensorType.Q80, [length])], TestContext.Current.CancellationToken));

        Assert.Equal(message, error.Message);
    }

    static string Text(BinaryReader reader) => Encoding.UTF8.GetString(reader.ReadBytes((int)reader.ReadUInt64()));
}
