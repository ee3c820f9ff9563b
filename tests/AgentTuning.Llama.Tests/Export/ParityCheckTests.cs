using System.Text.Json.Nodes;
using AgentTuning.Gguf;
using AgentTuning.Llama.Export;
using AgentTuning.Llama.Models;
using AgentTuning.Llama.Tests.Models;
using AgentTuning.Tokenization;

namespace AgentTuning.Llama.Tests.Export;

public sealed class ParityCheckTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(TinyFamilies.Theory), MemberType = typeof(TinyFamilies))]
    public async Task Every_family_comes_back_from_a_gguf_file_in_32_bits(string family)
    {
        var report = await ExportAsync(family, GgufTensorType.F32);

        Assert.True(report.HasPassed, ParityText.Of(report));
        Assert.Equal((64, 64), (report.EqualGreedyTokens, report.GreedyTokens));
        Assert.InRange(report.LargestLogitDifference, 0, 1e-5);
    }

    [Theory]
    [InlineData(GgufTensorType.F16, 1e-6, 0.03)]
    [InlineData(GgufTensorType.BF16, 1e-4, 0.2)]
    [InlineData(GgufTensorType.Q80, 1e-4, 0.4)]
    public async Task Fewer_bits_follow_within_their_limit(GgufTensorType type, double least, double most)
    {
        var report = await ExportAsync("qwen 3", type);

        Assert.True(report.HasPassed, ParityText.Of(report));
        Assert.InRange(report.LargestLogitDifference, least, most);
    }

    [Fact]
    public async Task A_sentencepiece_vocabulary_comes_back_with_the_same_ids()
    {
        await ModelFolders.WriteSentencePieceAsync(_folder.At("model"));

        var report = await ExportAsync(GgufTensorType.F32);

        Assert.True(report.HasPassed, ParityText.Of(report));
        Assert.Equal((10, 10), (report.EqualTexts, report.Texts));
        using var file = GgufFile.Open(_folder.At("model.gguf"));
        Assert.Equal("llama", file.Keys.Text("tokenizer.ggml.model"));
        Assert.Equal((1, 2, 0), (file.Keys.WholeNumber("tokenizer.ggml.bos_token_id"), file.Keys.WholeNumber("tokenizer.ggml.eos_token_id"), file.Keys.WholeNumber("tokenizer.ggml.unknown_token_id")));
        Assert.Equal([0f, 0, 0], file.Keys.Numbers("tokenizer.ggml.scores")!.Value[..3]);
    }

    [Fact]
    public async Task A_vocabulary_that_composes_characters_says_what_llama_cpp_does_not_do()
    {
        await ModelFolders.WriteAsync(_folder.At("model"), "qwen 2", PreTokenizer.Llama3);
        await SetNormalizerAsync("""{"type": "NFC"}""");

        var report = await ExportAsync(GgufTensorType.F32);

        Assert.True(report.HasPassed, ParityText.Of(report));
        Assert.Equal(["llama.cpp does not compose characters (NFC) as this tokenizer does, so text with separate accents gets other ids."], report.Remarks);
    }

    [Fact]
    public async Task A_vocabulary_that_changes_letters_is_refused()
    {
        await ModelFolders.WriteAsync(_folder.At("model"), "qwen 2", PreTokenizer.Llama3);
        await SetNormalizerAsync("""{"type": "Sequence", "normalizers": [{"type": "NFC"}, {"type": "Lowercase"}]}""");

        var error = await Assert.ThrowsAsync<InvalidDataException>(() => ExportAsync(GgufTensorType.F32));

        Assert.Contains("expected NFC or no normalizer, as llama.cpp has none: export with --format hf", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.At("model.gguf")));
    }

    [Fact]
    public async Task What_the_source_stores_in_16_bits_is_exact_in_the_same_16_bits()
    {
        await ModelFolders.WriteAsync(_folder.At("model"), "llama 3.1", PreTokenizer.Llama3, WeightType.BF16);

        var report = await ExportAsync(GgufTensorType.BF16);

        Assert.True(report.HasPassed, ParityText.Of(report));
        Assert.InRange(report.LargestLogitDifference, 0, 1e-5);
        Assert.Equal(1e-4, report.LogitLimit);
    }

    [Fact]
    public async Task A_file_with_weights_in_the_wrong_place_does_not_pass()
    {
        await ExportAsync("llama 2", GgufTensorType.F32);
        SwapHalves("blk.1.attn_k.weight");

        var report = ParityCheck.OfGguf(_folder.At("model"), _folder.At("model.gguf"), new() { Type = GgufTensorType.F32 }, "1", TestContext.Current.CancellationToken);

        Assert.False(report.HasPassed);
        Assert.InRange(report.LargestLogitDifference, 0.01, double.MaxValue);
    }

    [Fact]
    public async Task A_file_of_another_shape_or_vocabulary_does_not_pass()
    {
        await ModelFolders.WriteAsync(_folder.At("model"), "llama 2", PreTokenizer.Llama3);
        await ExportAsync(GgufTensorType.F32);
        await ModelFolders.WriteAsync(_folder.At("model"), "linear", PreTokenizer.SingleDigits);

        var report = ParityCheck.OfGguf(_folder.At("model"), _folder.At("model.gguf"), new() { Type = GgufTensorType.F32 }, "1", TestContext.Current.CancellationToken);

        Assert.False(report.HasPassed);
        Assert.Contains("RopeScaling: Linear, exported none", report.ShapeDifferences);
        Assert.Contains("tokenizer.ggml.pre differs", report.TokenizerDifferences);
    }

    [Fact]
    public async Task A_matrix_whose_rows_are_no_whole_blocks_is_stored_in_16_bits()
    {
        await ModelFolders.WriteAsync(_folder.At("model"), "llama 2", PreTokenizer.Llama3, hidden: 40);

        var report = await ExportAsync(GgufTensorType.Q80);

        using var file = GgufFile.Open(_folder.At("model.gguf"));
        Assert.True(report.HasPassed, ParityText.Of(report));
        Assert.Equal(GgufTensorType.F16, file.Tensors.First(tensor => tensor.Name == "blk.0.attn_q.weight").Type);
        Assert.Equal(GgufTensorType.Q80, file.Tensors.First(tensor => tensor.Name == "blk.0.ffn_down.weight").Type);
        Assert.Equal(GgufTensorType.F32, file.Tensors.First(tensor => tensor.Name == "blk.0.ffn_norm.weight").Type);
    }

    [Fact]
    public void A_model_that_llama_cpp_does_not_compute_is_refused()
    {
        var config = TinyFamilies.Of("qwen 3") with { RopeScaling = TinyFamilies.Of("llama 3.1").RopeScaling };

        var error = Assert.Throws<NotSupportedException>(() => GgufModelMetadata.Require(config));

        Assert.Equal(
            "The model is a Qwen3 with rotary frequencies scaled as Llama 3's, which llama.cpp's 'qwen3' lacks. Export it with --format hf.", error.Message);
    }

    async Task<ParityReport> ExportAsync(string family, GgufTensorType type)
    {
        await ModelFolders.WriteAsync(_folder.At("model"), family, PreTokenizer.Llama3);
        return await ExportAsync(type);
    }

    async Task<ParityReport> ExportAsync(GgufTensorType type)
    {
        var options = new GgufExportOptions { Type = type };
        await GgufExport.WriteAsync(_folder.At("model"), _folder.At("model.gguf"), options, TestContext.Current.CancellationToken);
        return ParityCheck.OfGguf(_folder.At("model"), _folder.At("model.gguf"), options, "1", TestContext.Current.CancellationToken);
    }

    void SwapHalves(string name)
    {
        GgufTensor tensor;
        using (var file = GgufFile.Open(_folder.At("model.gguf"))) tensor = file.Tensors.First(found => found.Name == name);
        using var stream = new FileStream(_folder.At("model.gguf"), FileMode.Open);
        var bytes = new byte[tensor.Count * 4];
        stream.Position = tensor.Offset;
        stream.ReadExactly(bytes);
        stream.Position = tensor.Offset;
        stream.Write(bytes.AsSpan(bytes.Length / 2));
        stream.Write(bytes.AsSpan(0, bytes.Length / 2));
    }

    async Task SetNormalizerAsync(string normalizer)
    {
        var path = _folder.At("model/tokenizer.json");
        var file = JsonNode.Parse(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken))!;
        file["normalizer"] = JsonNode.Parse(normalizer);
        await File.WriteAllTextAsync(path, file.ToJsonString(), TestContext.Current.CancellationToken);
    }
}
