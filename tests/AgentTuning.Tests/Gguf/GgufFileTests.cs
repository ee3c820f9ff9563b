using AgentTuning.Gguf;

namespace AgentTuning.Tests.Gguf;

public sealed class GgufFileTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("agenttuning-gguf-").FullName;

    string FilePath => Path.Combine(_folder, "model.gguf");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Keys_and_tensors_come_back()
    {
        await WriteAsync();

        using var file = GgufFile.Open(FilePath);

        Assert.Equal(["text", "truth", "whole", "number", "texts", "wholes", "numbers"], file.Keys.Names);
        Assert.Equal("é", file.Keys.Text("text"));
        Assert.True(file.Keys.Truth("truth"));
        Assert.Equal(7, file.Keys.WholeNumber("whole"));
        Assert.Equal(0.5, file.Keys.Number("number"));
        Assert.Equal(["a", ""], file.Keys.Texts("texts"));
        Assert.Equal([-1, 2], file.Keys.WholeNumbers("wholes"));
        Assert.Equal([1.5f], file.Keys.Numbers("numbers"));
        Assert.Null(file.Keys.Text("absent"));
        Assert.Equal(["f", "q"], file.Tensors.Select(tensor => tensor.Name));
        Assert.Equal([2L, 64], file.Tensors[1].Shape);
        var numbers = new float[32];
        file.Read(file.Tensors[1], first: 96, numbers);
        Assert.Equal(Enumerable.Range(96, 32).Select(i => i * 1.0), numbers.Select(number => Math.Round(number)));
    }

    [Fact]
    public async Task A_value_of_another_kind_is_refused_with_its_key()
    {
        await WriteAsync();
        using var file = GgufFile.Open(FilePath);

        var error = Assert.Throws<InvalidDataException>(() => file.Keys.WholeNumber("text"));

        Assert.Equal($"{FilePath}: text is é, expected a whole number from 0 to 2147483647.", error.Message);
    }

    [Fact]
    public async Task A_file_that_is_cut_anywhere_is_refused()
    {
        await WriteAsync();
        var whole = await File.ReadAllBytesAsync(FilePath, TestContext.Current.CancellationToken);

        for (var length = 0; length < whole.Length - 24; length++) // padding may be missing
        {
            await File.WriteAllBytesAsync(FilePath, whole[..length], TestContext.Current.CancellationToken);
            Assert.Throws<InvalidDataException>(() => GgufFile.Open(FilePath));
        }
    }

    [Fact]
    public async Task Any_byte_changed_gives_a_file_or_a_refusal_and_no_other_fault()
    {
        await WriteAsync();
        var whole = await File.ReadAllBytesAsync(FilePath, TestContext.Current.CancellationToken);
        var refused = 0;

        for (var at = 0; at < 420; at++)
        {
            foreach (var value in new byte[] { 0, 9, 127, 255 })
            {
                var changed = (byte[])whole.Clone();
                changed[at] = value;
                await File.WriteAllBytesAsync(FilePath, changed, TestContext.Current.CancellationToken);
                try
                {
                    GgufFile.Open(FilePath).Dispose();
                }
                catch (InvalidDataException)
                {
                    refused++;
                }
            }
        }

        Assert.InRange(refused, 400, 1680);
    }

    [Theory]
    [InlineData("tokenizers/llama-spm.gguf", "llama", 32000)]
    [InlineData("tokenizers/gpt-2.gguf", "gpt2", 50257)]
    [InlineData("tokenizers/starcoder.gguf", "gpt2", 49152)]
    public void The_vocabulary_of_a_published_file_is_read(string name, string model, int size)
    {
        using var file = GgufFile.Open(SharedFiles.Require(name));

        Assert.Equal(model, file.Keys.Text("tokenizer.ggml.model"));
        Assert.Equal(size, file.Keys.Texts("tokenizer.ggml.tokens")!.Value.Length);
        Assert.Equal(size, file.Keys.WholeNumbers("tokenizer.ggml.token_type")!.Value.Length);
        Assert.Empty(file.Tensors);
    }

    async Task WriteAsync()
    {
        var metadata = new GgufMetadata();
        metadata.Add("text", "é");
        metadata.Add("truth", true);
        metadata.Add("whole", 7);
        metadata.Add("number", 0.5f);
        metadata.Add("texts", ["a", ""]);
        metadata.Add("wholes", [-1, 2]);
        metadata.Add("numbers", [1.5f]);
        await using var writer = await GgufWriter.CreateAsync(
            FilePath, metadata, [new("f", GgufTensorType.BF16, [3]), new("q", GgufTensorType.Q80, [2, 64])], TestContext.Current.CancellationToken);
        writer.Write([1, 2, 3]);
        writer.Write([.. Enumerable.Range(0, 128).Select(i => (float)i)]);
        await writer.CommitAsync(TestContext.Current.CancellationToken);
    }
}
