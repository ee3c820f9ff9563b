using AgentTuning.Tokenization;

namespace AgentTuning.Tests.Tokenization.HuggingFace;

/// <summary>Ids: 0 to 2 special, a byte b is b + 3, then ▁ 259, a 260, b 261, ab 262, ▁ab 263, é 264.</summary>
public sealed class PipelineTokenizerTests
{
    const string Legacy = """{ "type": "Sequence", "normalizers": [{ "type": "Prepend", "prepend": "▁" }, { "type": "Replace", "pattern": { "String": " " }, "content": "▁" }] }""";
    const string First = """{ "type": "Metaspace", "replacement": "▁", "prepend_scheme": "first", "split": false }""";

    static readonly string[] Words = ["▁", "a", "b", "ab", "▁ab", "é"];
    static readonly string[] Merges = ["a b", "▁ ab"];

    [Fact]
    public void A_legacy_tokenizer_puts_a_space_before_what_follows_a_special_token()
    {
        var text = Load(Legacy, "null").Encode([new("<s>", IsTrusted: true), new("ab ab", IsTrusted: false), new("</s>", IsTrusted: true), new("ab", IsTrusted: false)]);

        Assert.Equal([1, 263, 263, 2, 263], text.TokenIds);
        Assert.Equal([0, 3, 5, 8, 12], text.Starts);
    }

    [Fact]
    public void A_newer_tokenizer_puts_it_before_the_first_text_only()
    {
        var tokenizer = Load("null", First);

        Assert.Equal([263, 263], tokenizer.Encode("ab ab"));
        Assert.Equal([1, 262], tokenizer.Encode([new("<s>ab", IsTrusted: true)]).TokenIds);
    }

    [Fact]
    public void What_the_vocabulary_lacks_becomes_its_bytes_and_comes_back()
    {
        var tokenizer = Load(Legacy, "null");

        Assert.Equal([259, 264, 0xF0 + 3, 0x9F + 3, 0xA6 + 3, 0x99 + 3], tokenizer.Encode("é🦙"));
        Assert.Equal("é🦙", tokenizer.Decode(tokenizer.Encode("é🦙")));
        Assert.Equal("\uFFFD\uFFFDa", tokenizer.Decode([0xF0 + 3, 0x9F + 3, 260]));
    }

    [Fact]
    public void Bytes_spelled_in_a_text_are_text()
    {
        var tokenizer = Load(Legacy, "null");

        Assert.Equal("<0x41>", tokenizer.Decode(tokenizer.Encode("<0x41>")));
        Assert.DoesNotContain(0x41 + 3, tokenizer.Encode("<0x41>"));
    }

    [Fact]
    public void Special_tokens_are_read_in_trusted_text_only()
    {
        var tokenizer = Load(Legacy, "null");

        Assert.Equal([1, 2], tokenizer.Encode([new("<s></s>", IsTrusted: true)]).TokenIds);
        Assert.DoesNotContain(tokenizer.Encode("<s></s><unk>"), id => id < 3);
        Assert.DoesNotContain(tokenizer.Encode([new("</", IsTrusted: true), new("s>", IsTrusted: true)]).TokenIds, id => id < 3);
    }

    [Theory]
    [InlineData("""{ "lstrip": true }""", "a  <x>  b", new[] { 260, 300, 259, 259, 261 }, new[] { 0, 1, 6, 7, 8 })]
    [InlineData("""{ "rstrip": true }""", "a  <x>  b", new[] { 260, 259, 259, 300, 261 }, new[] { 0, 1, 2, 3, 8 })]
    [InlineData("""{ "single_word": true }""", "a<x>b <x>", new[] { 260, 63, 123, 65, 261, 259, 300 }, new[] { 0, 1, 2, 3, 4, 5, 6 })]
    [InlineData("""{ "special": false }""", "a<x>b", new[] { 260, 300, 261 }, new[] { 0, 1, 4 })]
    public void Flags_of_added_tokens_count(string flags, string text, int[] ids, int[] starts)
    {
        var tokenizer = Load(Space, "null", flags);

        var found = tokenizer.Encode([new(text, IsTrusted: true)]);

        Assert.Equal(ids, found.TokenIds);
        Assert.Equal(starts, found.Starts);
    }

    const string Space = """{ "type": "Replace", "pattern": { "String": " " }, "content": "▁" }""";

    [Fact]
    public void Added_tokens_that_are_not_special_are_found_in_any_text_and_decoded_as_they_stand()
    {
        var tokenizer = Load(Space, "null", """{ "special": false, "content": "▁<0x41>" }""");

        var ids = tokenizer.Encode("a▁<0x41>b");

        Assert.Equal([260, 300, 261], ids);
        Assert.Equal("a▁<0x41>b", tokenizer.Decode(ids));
    }

    [Fact]
    public void Normalized_tokens_are_looked_for_in_normalized_text()
    {
        var tokenizer = Load("""{ "type": "Lowercase" }""", "null", """{ "normalized": true, "content": "<X>" }""");

        Assert.Equal([260, 300, 260], tokenizer.Encode([new("A<x>", IsTrusted: true), new("A", IsTrusted: false)]).TokenIds);
        Assert.DoesNotContain(300, tokenizer.Encode("A<x>"));
    }

    [Fact]
    public void The_longest_added_token_is_taken()
    {
        var tokenizer = Load(Space, "null", "{}", more: [SmallTokenizer.Added(301, "<x><x>")]);

        Assert.Equal([301, 300], tokenizer.Encode([new("<x><x><x>", IsTrusted: true)]).TokenIds);
        Assert.Equal("<x><x>", tokenizer.SpecialTokenAt("<x><x>a".AsMemory()));
        Assert.Equal((300, null), (tokenizer.SpecialTokenId("<x>"), tokenizer.SpecialTokenId("<x>a")));
    }

    // Work that grows with the square of the length would not end within the time that all tests have.
    [Fact]
    public void A_megabyte_of_one_letter_or_of_special_tokens_comes_to_an_end()
    {
        var tokenizer = Load(Legacy, "null");
        foreach (var text in new[] { new string('a', 1_000_000), new string('<', 1_000_000), string.Concat(Enumerable.Repeat("</s>", 250_000)), new string(' ', 1_000_000) })
            Assert.Equal(text, tokenizer.Decode(tokenizer.Encode(text)));
    }

    static PipelineTokenizer Load(string normalizer, string preTokenizer, string? flags = null, System.Text.Json.Nodes.JsonNode[]? more = null) =>
        SmallTokenizer.Load(normalizer, preTokenizer, Words, Merges, file =>
        {
            var added = (System.Text.Json.Nodes.JsonArray)file["added_tokens"]!;
            if (flags is not null)
                added.Add((System.Text.Json.Nodes.JsonNode)SmallTokenizer.Added(300, "<x>", flags));
            foreach (var token in more ?? [])
                added.Add(token);
        });
}
