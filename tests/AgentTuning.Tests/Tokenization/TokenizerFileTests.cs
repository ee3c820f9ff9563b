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

        var read = TokenizerFolder.Load(_folder);

        Assert.Equal(TinyTokenizer.Instance.Encode(Text), read.Encode(Text));
        Assert.Equal((0, 1, TinyTokenizer.Instance.VocabularySize), (read.BeginningOfTextId, read.EndOfTextId, read.VocabularySize));
    }

    [Fact]
    public async Task Writing_again_gives_the_same_bytes()
    {
        var token = TestContext.Current.CancellationToken;
        await TinyTokenizer.Instance.SaveAsync(_folder, cancellationToken: token);
        var first = await File.ReadAllBytesAsync(Path.Combine(_folder, "tokenizer.json"), token);

        await TinyTokenizer.Instance.SaveAsync(_folder, cancellationToken: token);

        Assert.Equal(first, await File.ReadAllBytesAsync(Path.Combine(_folder, "tokenizer.json"), token));
        Assert.Equal(["tokenizer.json", "tokenizer_config.json"], Directory.GetFiles(_folder).Select(Path.GetFileName).Order());
    }

    [Theory]
    [MemberData(nameof(PreTokenizers))]
    public async Task Every_pre_tokenizer_survives_the_file(PreTokenizer preTokenizer)
    {
        var tokenizer = new BpeTrainer(new BpeTrainerOptions { VocabularySize = 300, PreTokenizer = preTokenizer }).Train([Text, Text]);
        await tokenizer.SaveAsync(_folder, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(tokenizer.Encode(Text), TokenizerFolder.Load(_folder).Encode(Text));
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
                file["post_processor"] = JsonNode.Parse("""
                {
                  "type": "TemplateProcessing",
                  "single": [{ "SpecialToken": { "id": "<|begin_of_text|>", "type_id": 0 } }, { "Sequence": { "id": "A", "type_id": 0 } }],
                  "special_tokens": { "<|begin_of_text|>": { "id": "<|begin_of_text|>", "ids": [300], "tokens": ["<|begin_of_text|>"] } }
                }
                """);
            },
            config =>
            {
                config["added_tokens_decoder"] = null;
                config["bos_token"] = new JsonObject { ["content"] = "<|begin_of_text|>" };
                config["eos_token"] = "<|end_of_text|>";
            });

        var tokenizer = TokenizerFolder.Load(_folder);

        Assert.Equal([258], tokenizer.Encode("hello"));
        Assert.Equal([1, 2 + 'p'], tokenizer.Encode("hellp"));
        Assert.Equal((300, 301, 302), (tokenizer.BeginningOfTextId, tokenizer.EndOfTextId, tokenizer.VocabularySize));
        Assert.Equal([300], tokenizer.Prefix);
        Assert.Empty(tokenizer.Suffix);
    }

    public static TheoryData<string, string, string> BadValues => new()
    {
        { "model.type", "\"WordPiece\"", "model.type is \"WordPiece\", expected \"BPE\" or \"Unigram\"." },
        { "model", "null", "model is null, expected an object." },
        { "model.dropout", "0.1", "model.dropout is 0.1, expected null: the same text must give the same ids." },
        { "model.end_of_word_suffix", "\"</w>\"", "model.end_of_word_suffix is \"</w>\", expected null." },
        { "model.unk_token", "\"<unk>\"", "model.unk_token is \"<unk>\", expected a token of model.vocab." },
        { "model.vocab.a", "-1", "model.vocab[\"a\"] is -1, expected a whole number from 0 to 3999999." },
        { "model.vocab.a", "1e12", "model.vocab[\"a\"] is 1e12, expected a whole number from 0 to 3999999." },
        { "model.vocab.b", "99", "model.vocab[\"b\"] is 99, expected an id of its own; \"a\" has it already." },
        { "model.merges", "{}", "model.merges is {}, expected an array." },
        { "model.merges", "[\"a b c\"]", "model.merges[0] is \"a b c\", expected two tokens: [\"a\", \"b\"] or \"a b\"." },
        { "model.merges", "[[\"a\"]]", "model.merges[0] is [\"a\"], expected two tokens: [\"a\", \"b\"] or \"a b\"." },
        { "model.merges", "[\"q q\"]", "model.merges[0] is \"q q\", expected tokens of model.vocab; \"qq\" is not there." },
        { "normalizer", "{\"type\":\"BertNormalizer\"}", "normalizer.type is \"BertNormalizer\", expected \"Sequence\", \"NFC\", \"NFD\", \"NFKC\", \"NFKD\", \"Prepend\", \"Replace\", \"Strip\", \"StripAccents\", \"Lowercase\", \"Precompiled\" or \"Nmt\"." },
        { "normalizer", "{\"type\":\"Precompiled\",\"precompiled_charsmap\":\"AAAA\"}", "normalizer.precompiled_charsmap is \"AAAA\", expected a character map in base 64: the map has 3 bytes, expected 4 or more.." },
        { "decoder", "{\"type\":\"CTC\"}", "decoder.type is \"CTC\", expected \"Sequence\", \"ByteLevel\", \"Replace\", \"ByteFallback\", \"Fuse\", \"Strip\" or \"Metaspace\"." },
        { "pre_tokenizer", "{\"type\":\"UnicodeScripts\"}", "pre_tokenizer.type is \"UnicodeScripts\", expected \"Sequence\", \"ByteLevel\", \"Split\", \"Digits\", \"Metaspace\", \"Whitespace\", \"WhitespaceSplit\", \"Punctuation\", \"CharDelimiterSplit\" or \"BertPreTokenizer\"." },
        { "pre_tokenizer.pretokenizers", "[{\"type\":\"ByteLevel\"},{\"type\":\"Digits\"}]", "pre_tokenizer.pretokenizers[1].type is \"Digits\", expected no step behind ByteLevel." },
        { "pre_tokenizer.pretokenizers.0.behavior", "\"Kept\"", "pre_tokenizer.pretokenizers[0].behavior is \"Kept\", expected \"Removed\", \"Isolated\", \"MergedWithPrevious\", \"MergedWithNext\" or \"Contiguous\"." },
        { "added_tokens", "[{\"id\":7,\"content\":\"<s>\",\"special\":true}]", "added_tokens[0].id is 7, expected 0 as in model.vocab." },
        { "added_tokens", "[{\"id\":9,\"content\":\"<x>\",\"special\":true}]", "added_tokens[0].id is 9, expected an id that model.vocab does not use." },
        { "post_processor", "{\"type\":\"Other\"}", "post_processor.type is \"Other\", expected \"Sequence\", \"ByteLevel\", \"TemplateProcessing\", \"BertProcessing\" or \"RobertaProcessing\"." },
    };

    [Theory]
    [MemberData(nameof(BadValues))]
    public async Task What_is_not_supported_is_refused_by_key_and_value(string key, string value, string message)
    {
        await WriteAsync(file => Set(file, key, value));

        var exception = Assert.Throws<InvalidDataException>(() => TokenizerFolder.Load(_folder));

        Assert.Equal($"{Path.Combine(_folder, "tokenizer.json")}: {message}", exception.Message);
    }

    [Fact]
    public async Task A_merge_that_makes_a_special_token_is_left_out()
    {
        await WriteAsync(file =>
        {
            Set(file, "model.vocab.<s", "300");
            Set(file, "model.merges", "[\"< s\", \"<s >\"]");
        });

        var tokenizer = TokenizerFolder.Load(_folder);

        Assert.Equal([300, 2 + '>'], tokenizer.Encode("<s>"));
    }

    [Theory]
    [InlineData(@"(\\w", "its group (\\w is not closed")]
    [InlineData(@"a)", "it has a ) too many at 1")]
    [InlineData(@"(?<name>a)", "its group (?<name>a) is not supported")]
    [InlineData(@"\\1", "its escape \\1 is not supported")]
    [InlineData(@"\\p{Klingon}", "its property Klingon is not supported")]
    [InlineData(@"(a*)*", "it repeats without end what may match the empty text")]
    [InlineData(@"a{2,1}", "its count {2,1} runs backwards")]
    [InlineData(@"(?<=a+)b", "it looks behind for a text whose length is not fixed")]
    [InlineData(@"[z-a]", "its range from U+007A to U+0061 runs backwards")]
    public async Task A_pattern_that_is_not_supported_is_refused_with_the_reason(string pattern, string reason)
    {
        await WriteAsync(file => Set(file, "pre_tokenizer.pretokenizers.0.pattern.Regex", $"\"{pattern}\""));

        var exception = Assert.Throws<InvalidDataException>(() => TokenizerFolder.Load(_folder));

        Assert.EndsWith($"expected a pattern that is supported: {reason}.", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("eos_token", "\"<|eot|>\"", "eos_token is \"<|eot|>\", expected a token of the vocabulary, one of \"<s>\", \"</s>\".")]
    [InlineData("eos_token", "{\"content\":5}", "eos_token.content is 5, expected a text.")]
    public async Task A_special_token_that_is_not_there_is_refused(string key, string value, string message)
    {
        await WriteAsync(_ => { }, config => Set(config, key, value));

        var exception = Assert.Throws<InvalidDataException>(() => TokenizerFolder.Load(_folder));

        Assert.Equal($"{Path.Combine(_folder, "tokenizer_config.json")}: {message}", exception.Message);
    }

    [Fact]
    public async Task Without_a_token_that_opens_a_text_the_configuration_of_the_model_counts()
    {
        await WriteAsync(_ => { }, config => Set(config, "bos_token", "null"));
        Assert.Equal(1, TokenizerFolder.Load(_folder).BeginningOfTextId);

        await File.WriteAllTextAsync(Path.Combine(_folder, "config.json"), """{ "bos_token_id": 0, "eos_token_id": [1, 0] }""", TestContext.Current.CancellationToken);
        Assert.Equal(0, TokenizerFolder.Load(_folder).BeginningOfTextId);
    }

    [Fact]
    public async Task Files_that_disagree_about_an_id_are_refused()
    {
        await WriteAsync(_ => { }, config => Set(config, "added_tokens_decoder.1.content", "\"<eot>\""));

        var exception = Assert.Throws<InvalidDataException>(() => TokenizerFolder.Load(_folder));

        Assert.EndsWith("added_tokens_decoder[\"1\"].content is \"<eot>\", expected </s> as in the vocabulary.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Roles_may_stand_in_the_map_of_special_tokens()
    {
        await WriteAsync(_ => { });
        File.Delete(Path.Combine(_folder, "tokenizer_config.json"));
        var missing = Assert.Throws<InvalidDataException>(() => TokenizerFolder.Load(_folder));
        Assert.Contains("no file names the token that ends a text", missing.Message, StringComparison.Ordinal);

        await File.WriteAllTextAsync(
            Path.Combine(_folder, "special_tokens_map.json"), """{ "bos_token": { "content": "<s>" }, "eos_token": "</s>" }""", TestContext.Current.CancellationToken);
        var tokenizer = TokenizerFolder.Load(_folder);

        Assert.Equal((0, 1), (tokenizer.BeginningOfTextId, tokenizer.EndOfTextId));
    }

    [Fact]
    public void A_folder_without_a_tokenizer_is_named()
    {
        var exception = Assert.Throws<FileNotFoundException>(() => TokenizerFolder.Load(_folder));

        Assert.Equal($"{_folder} holds no tokenizer. Expected tokenizer.json, tokenizer.model, or a file .gguf.", exception.Message);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named()
    {
        var exception = Assert.Throws<FileNotFoundException>(() => TokenizerFolder.Load("/nowhere/model"));

        Assert.Equal("/nowhere/model: there is no such file or folder. Expected tokenizer.json, tokenizer.model, or a file .gguf.", exception.Message);
    }

    [Theory]
    [InlineData("{\"version\": \"1.0\", ")]
    [InlineData("")]
    [InlineData("version https://git-lfs.github.com/spec/v1")]
    public void A_file_that_is_no_JSON_is_named(string content)
    {
        File.WriteAllText(Path.Combine(_folder, "tokenizer.json"), content);

        var exception = Assert.Throws<InvalidDataException>(() => TokenizerFolder.Load(_folder));

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

        var exception = Assert.Throws<InvalidDataException>(() => TokenizerFolder.Load(_folder));

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
