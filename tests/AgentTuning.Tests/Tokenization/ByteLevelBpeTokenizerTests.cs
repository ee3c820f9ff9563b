using AgentTuning.Tokenization;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace AgentTuning.Tests.Tokenization;

public sealed class ByteLevelBpeTokenizerTests
{
    [Property(MaxTest = 500)]
    public Property Decoding_what_was_encoded_gives_any_text_back() =>
        Prop.ForAll(UnicodeText.Any(), text => TinyTokenizer.Instance.Decode(TinyTokenizer.Instance.Encode(text)) == text);

    [Property(MaxTest = 500)]
    public Property No_text_makes_a_special_token() =>
        Prop.ForAll(UnicodeText.Any(), text => TinyTokenizer.Instance.Encode(text).All(id => id > 1));

    [Fact]
    public void Text_that_spells_a_special_token_is_ordinary_bytes()
    {
        var ids = TinyTokenizer.Instance.Encode("</s>");

        Assert.Equal([2 + '<', 2 + '/', 2 + 's', 2 + '>'], ids);
        Assert.Equal("</s>", TinyTokenizer.Instance.Decode(ids));
    }

    [Fact]
    public void A_lone_surrogate_is_encoded_as_the_replacement_character()
    {
        var ids = TinyTokenizer.Instance.Encode("a\uD800b \uDC00\uD800");

        Assert.Equal("a\uFFFDb \uFFFD\uFFFD", TinyTokenizer.Instance.Decode(ids));
    }

    [Fact]
    public void Decoding_leaves_special_tokens_out()
    {
        var hello = TinyTokenizer.Instance.Encode("rows");

        var text = TinyTokenizer.Instance.Decode([TinyTokenizer.Instance.BeginningOfTextId, .. hello, TinyTokenizer.Instance.EndOfTextId]);

        Assert.Equal("rows", text);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(400)]
    [InlineData(int.MaxValue)]
    public void An_id_without_a_token_decodes_as_the_replacement_character(int id)
    {
        Assert.Equal("\uFFFD", TinyTokenizer.Instance.Decode([id]));
    }

    [Fact]
    public void Half_a_character_decodes_as_the_replacement_character()
    {
        Assert.Equal("a\uFFFD", TinyTokenizer.Instance.Decode([2 + 'a', 2 + 0xF0]));
    }

    [Fact]
    public void Every_digit_is_a_token_of_its_own()
    {
        var ids = TinyTokenizer.Instance.Encode("2026");

        Assert.Equal([2 + '2', 2 + '0', 2 + '2', 2 + '6'], ids);
    }

    [Fact]
    public void One_endless_word_is_encoded_in_a_moment()
    {
        var text = new string('a', 1_000_000);

        var ids = TinyTokenizer.Instance.Encode(text);

        Assert.Equal(text, TinyTokenizer.Instance.Decode(ids));
    }

    [Fact]
    public async Task Many_callers_at_once_get_the_same_ids()
    {
        var tokenizer = new BpeTrainer(new BpeTrainerOptions { VocabularySize = 300 }).Train(["to be or not to be, that is the question"]);
        var texts = Enumerable.Range(0, 2000).Select(i => $"word{i} to be {i % 7} questions{i % 100}").ToArray();
        var expected = texts.Select(text => TinyCopy(tokenizer).Encode(text)).ToArray();
        var found = new IReadOnlyList<int>[texts.Length];

        await Parallel.ForAsync(0, texts.Length, TestContext.Current.CancellationToken, (i, _) =>
        {
            found[i] = tokenizer.Encode(texts[i]);
            return ValueTask.CompletedTask;
        });

        Assert.Equal(expected, found);
    }

    static ByteLevelBpeTokenizer TinyCopy(ByteLevelBpeTokenizer tokenizer) => new(tokenizer.Model);
}
