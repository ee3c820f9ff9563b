using System.Text.Json.Nodes;
using AgentTuning.Tokenization;

namespace AgentTuning.Tests.Tokenization;

public sealed class TokenizerFileTests : IDisposable
{
    const string Text = "SELECT * FROM `Cities` WHERE x > 1200; it's 東京 🦙\n\n  </s>";

    readonly string _folder = Directory.CreateTempSubdirectory("tokenizer-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_written_reads_back_as_the_same_tokenizer(bool mergesAsPairs)
    {
        await TinyTokenizer.Instance.SaveAsync(_folder, new TokenizerSaveOptions { MergesAsPairs = mergesAsPairs }, TestContext.Current.CancellationToken);

        var read = ByteLevelBpeTokenizer.Load(_folder);

        Assert.Equal(TinyTokenizer.Instance.Encode(Text), read.Encode(Text));
        Assert.Equal(TinyTokenizer.Instance.Fingerprint, read.Fingerprint);
        Assert.Equal((0, 1, TinyTokenizer.Instance.VocabularySize), (read.BeginningOfTextId, read.EndOfTextId, read.VocabularySize));
    }

    [Fact]
    public async Task Writing_what_was_read_gives_the_same_bytes()
    {
        var token = TestContext.Current.CancellationToken;
        await TinyTokenizer.Instance.SaveAsync(_folder, cancellationToken: token);
        var first = await File.ReadAllBytesAsync(Path.Combine(_folder, "tokenizer.json"), token);

        await ByteLevelBpeTokenizer.Load(_folder).SaveAsync(_folder, cancellationToken: token);

        Assert.Equal(first, await File.ReadAllBytesAsync(Path.Combine(_folder, "tokenizer.json"), token));
        Assert.Equal(["tokenizer.json", "tokenizer_config.json"], Directory.GetFiles(_folder).Select(Path.GetFileName).Order());
    }

    [Theory]
    [MemberData(nameof(PreTokenizers))]
    public async Task Every_pre_tokenizer_survives_the_file(PreTokenizer preTokenizer)
    {
        var tokenizer = new BpeTrainer(new BpeTrainerOptions { PreTokenizer = preTokenizer }).Train([Text, Text]);
        await tokenizer.SaveAsync(_folder, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Same(preTokenizer, ByteLevelBpeTokenizer.Load(_folder).Model.PreTokenizer);
    }

    public static TheoryData<PreTokenizer> PreTokenizers =>
        [PreTokenizer.BareWords, PreTokenizer.SingleDigits, PreTokenizer.Llama3, PreTokenizer.Gpt2, PreTokenizer.Gpt2SingleDigits];

    [Fact]
    public async Task The_configuration_says_what_transformers_must_know()
    {
        await TinyTokenizer.Instance.SaveAsync(_folder, new TokenizerSaveOptions { ModelMaxLength = 512 }, TestContext.Current.CancellationToken);

        var config = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_folder, "tokenizer_config.json"), TestContext.Current.CancellationToken))!;

        Assert.Equal("<s>", (string?)config["bos_token"]);
        Assert.Equal("</s>", (string?)config["eos_token"]);
        Assert.False((bool?)config["add_bos_token"]);
        Assert.False((bool?)config["add_eos_token"]);
        Assert.False((bool?)config["clean_up_tokenization_spaces"]);
        Assert.Equal(512, (int?)config["model_max_length"]);
        Assert.Equal("PreTrainedTokenizerFast", (string?)config["tokenizer_class"]);
        Assert.Equal("</s>", (string?)config["added_tokens_decoder"]!["1"]!["content"]);
        Assert.Equal(Llama2ChatTemplate.Jinja, (string?)config["chat_template"]);
    }

    [Fact]
    public async Task A_tokenizer_of_Llama_3_shape_is_read()
    {
        // Special tokens outside the vocabulary, as objects in the configuration; whole tokens go before merges.
        await WriteAsync(
            file =>
            {
                var vocab = (JsonObject)file["model"]!["vocab"]!;
                vocab.Remove("<s>");
                vocab.Remove("</s>");
                vocab["hello"] = 258;
                vocab["he"] = 259;
                vocab["hel"] = 0;
                vocab["hell"] = 1;
                file["added_tokens"] = new JsonArray(Added(300, "<|begin_of_text|>"), Added(301, "<|end_of_text|>"));
                file["model"]!["merges"] = new JsonArray(Merge("h", "e"), Merge("he", "l"), Merge("hel", "l"));
                file["model"]!["ignore_merges"] = true;
                file["post_processor"] = new JsonObject { ["type"] = "TemplateProcessing" };
            },
            config =>
            {
                config["bos_token"] = new JsonObject { ["content"] = "<|begin_of_text|>" };
                config["eos_token"] = "<|end_of_text|>";
            });

        var tokenizer = ByteLevelBpeTokenizer.Load(_folder);

        Assert.Equal([258], tokenizer.Encode("hello"));
        Assert.Equal([1, 2 + 'p'], tokenizer.Encode("hellp"));
        Assert.Equal((300, 301, 302), (tokenizer.BeginningOfTextId, tokenizer.EndOfTextId, tokenizer.VocabularySize));
    }

    public static TheoryData<string, string, string> BadValues => new()
    {
        { "model.type", "\"Unigram\"", "model.type is \"Unigram\", expected \"BPE\"." },
        { "model", "null", "model is null, expected an object." },
        { "model.dropout", "0.1", "model.dropout is 0.1, expected null." },
        { "model.byte_fallback", "true", "model.byte_fallback is true, expected false: the vocabulary is byte-level." },
        { "model.end_of_word_suffix", "\"</w>\"", "model.end_of_word_suffix is \"</w>\", expected null." },
        { "model.vocab", "{}", "model.vocab.Ā is missing, expected the id of byte 0x00; a byte-level vocabulary has every byte of UTF-8." },
        { "model.vocab.a", "-1", "model.vocab[\"a\"] is -1, expected a whole number from 0 to 3999999." },
        { "model.vocab.a", "1e12", "model.vocab[\"a\"] is 1e12, expected a whole number from 0 to 3999999." },
        { "model.vocab.b", "99", "model.vocab[\"b\"] is 99, expected an id of its own; \"a\" has it already." },
        { "model.vocab.▁the", "300", "model.vocab.▁the is 300, expected no such token: its characters are not those of the byte-level alphabet. SentencePiece vocabularies are not supported." },
        { "model.merges", "{}", "model.merges is {}, expected an array." },
        { "model.merges", "[\"a b c\"]", "model.merges[0] is \"a b c\", expected two tokens: [\"a\", \"b\"] or \"a b\"." },
        { "model.merges", "[[\"a\"]]", "model.merges[0] is [\"a\"], expected two tokens: [\"a\", \"b\"] or \"a b\"." },
        { "model.merges", "[\"q q\"]", "model.merges[0] is \"q q\", expected tokens of model.vocab; \"qq\" is not there." },
        { "model.merges", "[\"< s\"]", "model.merges[0] is \"< s\", expected tokens of model.vocab; \"<s\" is not there." },
        { "normalizer", "{\"type\":\"NFC\"}", "normalizer is {\"type\":\"NFC\"}, expected null: text is not changed before it is encoded." },
        { "decoder", "{\"type\":\"Metaspace\"}", "decoder.type is \"Metaspace\", expected \"ByteLevel\"." },
        { "pre_tokenizer", "{\"type\":\"Metaspace\"}", "pre_tokenizer.type is \"Metaspace\", expected \"ByteLevel\" or \"Sequence\"." },
        { "pre_tokenizer", "{\"type\":\"ByteLevel\"}", "pre_tokenizer.add_prefix_space is missing, expected false: a space in front would not be decoded away." },
        { "pre_tokenizer.pretokenizers", "[]", "pre_tokenizer.pretokenizers is [], expected two steps: Split or Digits, then ByteLevel." },
        { "added_tokens", "[{\"id\":0,\"content\":\"<s>\",\"special\":false}]", "added_tokens[0].special is false, expected true: ordinary text is not searched for added tokens, so ids would differ." },
        { "added_tokens", "[{\"id\":7,\"content\":\"<s>\",\"special\":true}]", "added_tokens[0].id is 7, expected 0 as in model.vocab." },
        { "added_tokens", "[{\"id\":9,\"content\":\"<x>\",\"special\":true}]", "added_tokens[0].id is 9, expected an id that model.vocab does not use." },
    };

    [Theory]
    [MemberData(nameof(BadValues))]
    public async Task What_is_not_supported_is_refused_by_key_and_value(string key, string value, string message)
    {
        await WriteAsync(file => Set(file, key, value));

        var exception = Assert.Throws<InvalidDataException>(() => ByteLevelBpeTokenizer.Load(_folder));

        Assert.Equal($"{Path.Combine(_folder, "tokenizer.json")}: {message}", exception.Message);
    }

    [Fact]
    public async Task A_merge_that_makes_a_special_token_is_refused()
    {
        await WriteAsync(file =>
        {
            Set(file, "model.vocab.<s", "300");
            Set(file, "model.merges", "[\"< s\", \"<s >\"]");
        });

        var exception = Assert.Throws<InvalidDataException>(() => ByteLevelBpeTokenizer.Load(_folder));

        Assert.EndsWith("model.merges[1] is \"<s >\", expected a merge that makes an ordinary token: text must not make a special one.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_pattern_is_refused_with_those_known()
    {
        await WriteAsync(file => Set(file, "pre_tokenizer.pretokenizers.0.pattern.Regex", "\"\\\\w+\""));

        var exception = Assert.Throws<InvalidDataException>(() => ByteLevelBpeTokenizer.Load(_folder));

        Assert.Contains(@"pre_tokenizer.pretokenizers[0].pattern.Regex is ""\\w+"", expected one of the patterns known here", exception.Message, StringComparison.Ordinal);
        Assert.Contains("(GPT-2)", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("bos_token", "null", "bos_token is null, expected a text.")]
    [InlineData("eos_token", "\"<|eot|>\"", "eos_token is \"<|eot|>\", expected a special token of tokenizer.json, one of \"<s>\", \"</s>\".")]
    [InlineData("eos_token", "{\"content\":5}", "eos_token.content is 5, expected a text.")]
    public async Task A_special_token_that_is_not_there_is_refused(string key, string value, string message)
    {
        await WriteAsync(_ => { }, config => Set(config, key, value));

        var exception = Assert.Throws<InvalidDataException>(() => ByteLevelBpeTokenizer.Load(_folder));

        Assert.Equal($"{Path.Combine(_folder, "tokenizer_config.json")}: {message}", exception.Message);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        var exception = Assert.Throws<FileNotFoundException>(() => ByteLevelBpeTokenizer.Load(_folder));

        Assert.Equal($"{Path.Combine(_folder, "tokenizer.json")} is missing. A tokenizer is a folder with tokenizer.json and tokenizer_config.json in Hugging Face form.", exception.Message);
    }

    [Theory]
    [InlineData("{\"version\": \"1.0\", ")]
    [InlineData("")]
    [InlineData("version https://git-lfs.github.com/spec/v1")]
    public void A_file_that_is_no_JSON_is_named(string content)
    {
        File.WriteAllText(Path.Combine(_folder, "tokenizer.json"), content);

        var exception = Assert.Throws<InvalidDataException>(() => ByteLevelBpeTokenizer.Load(_folder));

        Assert.StartsWith($"{Path.Combine(_folder, "tokenizer.json")} is no JSON: ", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\\uD800")]
    [InlineData("\\uDC00x")]
    public async Task Half_a_surrogate_pair_in_a_token_is_refused(string token)
    {
        await WriteAsync(_ => { });
        var path = Path.Combine(_folder, "tokenizer.json");
        var text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(path, text.Replace("\"vocab\": {", $"\"vocab\": {{ \"{token}\": 999,", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        var exception = Assert.Throws<InvalidDataException>(() => ByteLevelBpeTokenizer.Load(_folder));

        Assert.Contains("no valid Unicode", exception.Message, StringComparison.Ordinal);
    }

    async Task WriteAsync(Action<JsonNode> changeFile, Action<JsonNode>? changeConfig = null)
    {
        await new BpeTrainer(new BpeTrainerOptions()).Train([]).SaveAsync(_folder, cancellationToken: TestContext.Current.CancellationToken);
        Change("tokenizer.json", changeFile);
        Change("tokenizer_config.json", changeConfig ?? (_ => { }));
    }

    void Change(string name, Action<JsonNode> change)
    {
        var path = Path.Combine(_folder, name);
        var root = JsonNode.Parse(File.ReadAllText(path))!;
        change(root);
        File.WriteAllText(path, root.ToJsonString(new() { WriteIndented = true }));
    }

    static void Set(JsonNode root, string key, string value)
    {
        var parts = key.Split('.');
        foreach (var part in parts[..^1])
            root = int.TryParse(part, out var index) ? root[index]! : root[part]!;
        root[parts[^1]] = JsonNode.Parse(value);
    }

    static JsonObject Added(int id, string content) => new() { ["id"] = id, ["content"] = content, ["special"] = true };

    static JsonArray Merge(string left, string right) => new(left, right);
}
