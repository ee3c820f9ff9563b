using AgentTuning.Gguf;
using AgentTuning.Tokenization;
using AgentTuning.Tokenization.LlamaCpp;
using AgentTuning.Tokenization.Patterns;

namespace AgentTuning.Tests.Tokenization.LlamaCpp;

public sealed class GgufTokenizerTests : IDisposable
{
    const int Normal = 1, Unknown = 2, Control = 3, UserDefined = 4, Byte = 6;

    readonly string _folder = Directory.CreateTempSubdirectory("gguf-").FullName;

    string FilePath => Path.Combine(_folder, "model.gguf");

    public static TheoryData<string> PreNames => [.. GgufPatterns.Names];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(PreNames))]
    public void Every_pattern_can_be_read(string name)
    {
        var pattern = GgufPatterns.Find(name)!;

        Assert.NotEmpty(pattern.Patterns);
        Assert.All(pattern.Patterns, text => TextPattern.Parse(text).Matches("Hello, wor\u0301ld! 12345  東京\n\n it's"));
    }

    [Fact]
    public async Task Byte_level_vocabularies_are_cut_by_the_pattern_of_their_name()
    {
        // 0 control, 1 user-defined, 2 to 257 bytes, then 11 258, 111 259
        var tokens = new List<string> { "<|end|>", "<think>" };
        tokens.AddRange(Enumerable.Range(0, 256).Select(value => ByteLevelAlphabet.SymbolOf((byte)value).ToString()));
        tokens.AddRange(["11", "111"]);
        int[] types = [Control, UserDefined, .. Enumerable.Repeat(Normal, 258)];

        var single = await LoadAsync("gpt2", tokens, types, metadata => AddBpe(metadata, "qwen2", ["1 1", "11 1"]));
        var groups = await LoadAsync("gpt2", tokens, types, metadata => AddBpe(metadata, "llama-bpe", ["1 1", "11 1"]));

        Assert.Equal([2 + '1', 2 + '1'], single.Encode("11"));
        Assert.Equal([259, 258], groups.Encode("11111"));
        Assert.Equal([2 + 'a', 1, 2 + 'b'], groups.Encode("a<think>b"));
        Assert.DoesNotContain(0, groups.Encode("<|end|>"));
        Assert.Equal([0], groups.Encode([new("<|end|>", IsTrusted: true)]).TokenIds);
        Assert.Equal((0, 0), (groups.BeginningOfTextId, groups.EndOfTextId));
        Assert.Equal([0], groups.Prefix);
        Assert.Empty(single.Prefix);
        Assert.Equal("é<think>", groups.Decode(groups.Encode("é<think>")));
    }

    [Fact]
    public async Task SentencePiece_vocabularies_put_a_space_behind_every_special_token()
    {
        List<string> tokens = ["<unk>", "<s>", "</s>", "▁", "a", "b", "ab", "▁ab", .. Enumerable.Range(0, 256).Select(value => $"<0x{value:X2}>")];
        int[] types = [Unknown, Control, Control, .. Enumerable.Repeat(Normal, 5), .. Enumerable.Repeat(Byte, 256)];
        float[] scores = [0, 0, 0, -4, -4, -4, -1, -2, .. Enumerable.Repeat(0f, 256)];

        var tokenizer = await LoadAsync("llama", tokens, types, metadata => metadata.Add("tokenizer.ggml.scores", scores));
        var bare = await LoadAsync("llama", tokens, types, metadata =>
        {
            metadata.Add("tokenizer.ggml.scores", scores);
            metadata.Add("tokenizer.ggml.add_space_prefix", false);
        });

        Assert.Equal([1, 7, 7, 2, 7], tokenizer.Encode([new("<s>ab ab</s>ab", IsTrusted: true)]).TokenIds);
        Assert.Equal([6, 7], bare.Encode("ab ab"));
        Assert.Equal([3, 8 + 0xC3, 8 + 0xA9], tokenizer.Encode("é"));
        Assert.Equal(" é ab", tokenizer.Decode(tokenizer.Encode(" é ab")));
        Assert.Equal([1], tokenizer.Prefix);
    }

    [Fact]
    public async Task Unigram_vocabularies_are_read()
    {
        List<string> tokens = ["<pad>", "</s>", "<unk>", "▁", "a", "b", "ab", "▁ab"];
        int[] types = [Control, Control, Unknown, .. Enumerable.Repeat(Normal, 5)];

        var tokenizer = await LoadAsync("t5", tokens, types, metadata =>
        {
            metadata.Add("tokenizer.ggml.scores", (float[])[0, 0, 0, -2, -4, -4, -5, -7.5f]);
            metadata.Add("tokenizer.ggml.add_space_prefix", true);
            metadata.Add("tokenizer.ggml.remove_extra_whitespaces", true);
        });

        Assert.Equal([3, 6, 2, 5], tokenizer.Encode(" ab東京b "));
        Assert.Equal([1], tokenizer.Suffix);
    }

    [Fact]
    public async Task What_is_not_known_is_refused_with_what_is()
    {
        var pre = await Assert.ThrowsAsync<InvalidDataException>(() => LoadAsync("gpt2", ["a"], [Normal], metadata => AddBpe(metadata, "gpt-9", [])));
        var model = await Assert.ThrowsAsync<InvalidDataException>(() => LoadAsync("rwkv", ["a"], [Normal], _ => { }));
        var merges = await Assert.ThrowsAsync<InvalidDataException>(() => LoadAsync("gpt2", ["a"], [Normal], metadata => AddBpe(metadata, "gpt-2", ["ab"])));
        var types = await Assert.ThrowsAsync<InvalidDataException>(() => LoadAsync("llama", ["a", "b"], [Normal], _ => { }));

        Assert.StartsWith($"{FilePath}: tokenizer.ggml.pre is \"gpt-9\", expected one of a.x-4.0, afmoe, ", pre.Message, StringComparison.Ordinal);
        Assert.Equal($"{FilePath}: tokenizer.ggml.model is \"rwkv\", expected \"llama\" (SentencePiece), \"gpt2\" or \"gemma4\" (BPE), or \"t5\" (unigram).", model.Message);
        Assert.Equal($"{FilePath}: tokenizer.ggml.merges has \"ab\", expected two tokens with a space between them.", merges.Message);
        Assert.Equal($"{FilePath}: tokenizer.ggml.token_type has 1 items, expected 2, one for each token.", types.Message);
    }

    [Fact]
    public async Task A_file_without_a_vocabulary_says_so()
    {
        await using (var writer = await GgufWriter.CreateAsync(FilePath, new GgufMetadata(), [], TestContext.Current.CancellationToken))
            await writer.CommitAsync(TestContext.Current.CancellationToken);

        var exception = Assert.Throws<InvalidDataException>(() => TokenizerFolder.Load(_folder));

        Assert.Equal($"{FilePath} has no key tokenizer.ggml.model: it holds no vocabulary.", exception.Message);
    }

    static void AddBpe(GgufMetadata metadata, string pre, string[] merges)
    {
        metadata.Add("tokenizer.ggml.pre", pre);
        metadata.Add("tokenizer.ggml.merges", merges);
        metadata.Add("tokenizer.ggml.bos_token_id", 0);
        metadata.Add("tokenizer.ggml.eos_token_id", 0);
    }

    async Task<PipelineTokenizer> LoadAsync(string model, IReadOnlyList<string> tokens, int[] types, Action<GgufMetadata> add)
    {
        var metadata = new GgufMetadata();
        metadata.Add("tokenizer.ggml.model", model);
        metadata.Add("tokenizer.ggml.tokens", tokens);
        metadata.Add("tokenizer.ggml.token_type", types);
        add(metadata);
        await using (var writer = await GgufWriter.CreateAsync(FilePath, metadata, [], TestContext.Current.CancellationToken))
            await writer.CommitAsync(TestContext.Current.CancellationToken);
        return TokenizerFolder.Load(FilePath);
    }
}
