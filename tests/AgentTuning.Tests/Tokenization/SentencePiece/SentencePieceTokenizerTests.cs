using AgentTuning.Tokenization;

namespace AgentTuning.Tests.Tokenization.SentencePiece;

public sealed class SentencePieceTokenizerTests : IDisposable
{
    const int Normal = 1, Unknown = 2, Control = 3, UserDefined = 4, Unused = 5, Byte = 6;
    const int Unigram = 1, Bpe = 2;

    readonly string _folder = Directory.CreateTempSubdirectory("sentencepiece-").FullName;

    string FilePath => Path.Combine(_folder, "tokenizer.model");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // 0 <unk> 1 <s> 2 </s> 3 ▁ 4 a 5 b 6 c 7 ab 8 bc 9 ▁ab 10 ▁a
    static readonly (string Text, float Score, int Kind)[] Pieces =
    [
        ("<unk>", 0, Unknown), ("<s>", 0, Control), ("</s>", 0, Control), ("▁", -9, Normal), ("a", -9, Normal), ("b", -9, Normal), ("c", -9, Normal),
        ("ab", -2, Normal), ("bc", -1, Normal), ("▁ab", -3, Normal), ("▁a", -4, Normal),
    ];

    [Fact]
    public void The_pair_with_the_highest_score_is_merged_first()
    {
        var tokenizer = Load(Bpe, Pieces);

        Assert.Equal([10, 8], tokenizer.Encode("abc"));
        Assert.Equal([9, 9], tokenizer.Encode("ab ab"));
        Assert.Equal("ab ab", tokenizer.Decode(tokenizer.Encode("ab ab")));
        Assert.Equal((1, 2), (tokenizer.BeginningOfTextId, tokenizer.EndOfTextId));
        Assert.Equal([1], tokenizer.Prefix);
    }

    [Fact]
    public void People_see_the_space_that_a_run_of_tokens_begins_with()
    {
        var example = new TokenizedExample { Id = "c", TokenIds = [1, 9, 7, 9, 2], Mask = [false, false, false, true, true] };

        var text = new TokenInspector(Load(Bpe, Pieces)).Inspect(example);

        Assert.EndsWith("\n<s> abab⟦ ab</s>⟧\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_most_probable_way_to_cut_is_taken()
    {
        var tokenizer = Load(Unigram, Pieces);

        Assert.Equal([10, 8], tokenizer.Encode("abc")); // -4 - 1 beats -3 - 9 and -9 - 2 - 9
        Assert.Equal([9, 7, 7], tokenizer.Encode("ababab"));
        Assert.Equal([3, 6], tokenizer.Encode("c"));
    }

    [Theory]
    [InlineData(Bpe)]
    [InlineData(Unigram)]
    public void Unknown_characters_are_one_unknown_token_or_their_bytes(int model)
    {
        var bytes = Pieces.Concat(Enumerable.Range(0, 256).Select(value => ($"<0x{value:X2}>", 0f, Byte))).ToArray();

        Assert.Equal([10, 0, 5], Load(model, Pieces).Encode("aéüb"));
        Assert.Equal([10, 11 + 0xC3, 11 + 0xA9, 5], Load(model, bytes, trainer => trainer.Add(35, true)).Encode("aéb"));
        Assert.Equal("aéb", Load(model, bytes, trainer => trainer.Add(35, true)).Decode([10, 11 + 0xC3, 11 + 0xA9, 5]));
    }

    [Fact]
    public void User_defined_pieces_are_taken_whole()
    {
        var tokenizer = Load(Bpe, [.. Pieces, ("bca", 0, UserDefined)]);

        Assert.Equal([10, 11, 5], tokenizer.Encode("abcab"));
        Assert.Equal("abcab", tokenizer.Decode([10, 11, 5]));
    }

    [Fact]
    public void Unused_pieces_are_cut_again()
    {
        var tokenizer = Load(Bpe, [.. Pieces, ("▁abc", -0.5f, Unused), ("▁abca", -0.1f, Normal)]);

        Assert.Equal([10, 8], tokenizer.Encode("abc"));
    }

    [Fact]
    public void Control_pieces_come_from_templates_only()
    {
        var tokenizer = Load(Bpe, Pieces);

        Assert.Equal([1, 9, 2, 9], tokenizer.Encode([new("<s>ab</s>ab", IsTrusted: true)]).TokenIds);
        Assert.DoesNotContain(tokenizer.Encode("<s></s>"), id => id is 1 or 2);
        Assert.Equal("ab", tokenizer.Decode([1, 9, 2]));
    }

    [Fact]
    public void Only_the_beginning_gets_a_space_where_the_folder_is_not_legacy()
    {
        Write(Bpe, Pieces);
        File.WriteAllText(Path.Combine(_folder, "tokenizer_config.json"), """{ "legacy": false, "add_bos_token": false, "add_eos_token": true, "eos_token": "</s>" }""");
        var tokenizer = TokenizerFolder.Load(_folder);

        Assert.Equal([9], tokenizer.Encode("ab"));
        Assert.Equal([1, 7, 2, 7], tokenizer.Encode([new("<s>ab</s>ab", IsTrusted: true)]).TokenIds);
        Assert.Empty(tokenizer.Prefix);
        Assert.Equal([2], tokenizer.Suffix);
    }

    [Fact]
    public void Extra_spaces_are_removed_where_the_model_says_so()
    {
        var tokenizer = Load(Bpe, Pieces, rules: rules => rules.Add(4, true));

        Assert.Equal([9, 9], tokenizer.Encode("  ab   ab "));
        Assert.Empty(tokenizer.Encode("   "));
        Assert.Equal([0, 3], tokenizer.Encode([new(" ab  ab", IsTrusted: false)]).Starts);
    }

    [Fact]
    public void Tokens_of_the_folder_are_added_behind_the_pieces()
    {
        Write(Bpe, Pieces);
        File.WriteAllText(Path.Combine(_folder, "added_tokens.json"), """{ "<tool>": 11 }""");
        File.WriteAllText(Path.Combine(_folder, "special_tokens_map.json"), """{ "additional_special_tokens": ["<tool>"], "eos_token": "<tool>" }""");
        var tokenizer = TokenizerFolder.Load(FilePath);

        Assert.Equal(12, tokenizer.VocabularySize);
        Assert.Equal(11, tokenizer.EndOfTextId);
        Assert.Equal([9, 11], tokenizer.Encode([new("ab<tool>", IsTrusted: true)]).TokenIds);
        Assert.DoesNotContain(11, tokenizer.Encode("ab<tool>"));
    }

    [Fact]
    public void A_file_that_is_cut_or_changed_anywhere_is_refused_or_read()
    {
        Write(Bpe, Pieces);
        var bytes = File.ReadAllBytes(FilePath);
        for (var length = 0; length < bytes.Length; length++)
        {
            File.WriteAllBytes(FilePath, bytes[..length]);
            LoadOrRefuse();
        }

        for (var at = 0; at < bytes.Length; at++)
        {
            byte[] changed = [.. bytes[..at], (byte)(bytes[at] ^ 0xFF), .. bytes[(at + 1)..]];
            File.WriteAllBytes(FilePath, changed);
            LoadOrRefuse();
        }
    }

    [Fact]
    public void Models_of_other_types_are_refused()
    {
        var exception = Assert.Throws<InvalidDataException>(() => Load(3, Pieces));

        Assert.Equal($"{FilePath} is no SentencePiece model: its model is of type 3, expected 1 (unigram) or 2 (BPE). Was it copied whole?", exception.Message);
    }

    // Work that grows with the square of the length would not end within the time that all tests have.
    [Fact]
    public void A_megabyte_of_one_letter_comes_to_an_end()
    {
        var text = new string('a', 1_000_000);
        foreach (var model in new[] { Bpe, Unigram })
        {
            var tokenizer = Load(model, Pieces);
            Assert.Equal(text, tokenizer.Decode(tokenizer.Encode(text)));
        }
    }

    void LoadOrRefuse()
    {
        try
        {
            _ = TokenizerFolder.Load(FilePath).Encode("ab ab");
        }
        catch (InvalidDataException exception)
        {
            Assert.Contains(_folder, exception.Message, StringComparison.Ordinal);
        }
    }

    PipelineTokenizer Load(int model, (string Text, float Score, int Kind)[] pieces, Action<ProtoMessage>? trainer = null, Action<ProtoMessage>? rules = null)
    {
        Write(model, pieces, trainer, rules);
        return TokenizerFolder.Load(FilePath);
    }

    void Write(int model, (string Text, float Score, int Kind)[] pieces, Action<ProtoMessage>? trainer = null, Action<ProtoMessage>? rules = null)
    {
        var file = new ProtoMessage();
        foreach (var (text, score, kind) in pieces)
            file.Add(1, new ProtoMessage().Add(1, text).Add(2, score).Add(3, kind));
        var training = new ProtoMessage().Add(3, model);
        trainer?.Invoke(training);
        var normalizing = new ProtoMessage().Add(3, true).Add(4, false).Add(5, true);
        rules?.Invoke(normalizing);
        File.WriteAllBytes(FilePath, file.Add(2, training).Add(3, normalizing).Bytes);
    }
}
