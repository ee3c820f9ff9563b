using AgentTuning.Tokenization;

namespace AgentTuning.Tests.Tokenization;

public sealed class RenderedTextTests
{
    static readonly ByteLevelBpeTokenizer Tokenizer = new BpeTrainer(new BpeTrainerOptions { VocabularySize = 300, PreTokenizer = PreTokenizer.Llama3 })
        .Train(["the cat sat on the mat", "the hat and the rat", "<s> is no token here"]);

    [Fact]
    public void Only_what_the_template_spells_becomes_a_special_token()
    {
        var text = Tokenizer.Encode([new("<s>", IsTrusted: true), new("a</s>b", IsTrusted: false), new("</s>", IsTrusted: true)]);

        Assert.Equal([Tokenizer.BeginningOfTextId, .. Tokenizer.Encode("a</s>b"), Tokenizer.EndOfTextId], text.TokenIds);
        Assert.Equal(0, text.Starts[0]);
        Assert.Equal(3, text.Starts[1]);
        Assert.Equal(9, text.Starts[^1]);
    }

    [Fact]
    public void A_special_token_does_not_reach_over_the_border_of_a_part()
    {
        var text = Tokenizer.Encode([new("</", IsTrusted: true), new("s>", IsTrusted: true), new("<", IsTrusted: true), new("s>", IsTrusted: false)]);

        Assert.Equal(Tokenizer.Encode("</s><s>"), text.TokenIds);
    }

    [Fact]
    public void Text_of_several_parts_is_encoded_as_one_piece()
    {
        var text = Tokenizer.Encode([new("th", IsTrusted: true), new("e c", IsTrusted: false), new("at", IsTrusted: true)]);

        Assert.Equal(Tokenizer.Encode("the cat"), text.TokenIds);
    }

    [Fact]
    public void Tokens_start_at_the_characters_that_their_first_bytes_belong_to()
    {
        var bytes = new BpeTrainer(new BpeTrainerOptions { VocabularySize = 258 }).Train(["nothing to merge"]);

        var text = bytes.Encode([new("a𝐀é", IsTrusted: false), new("\uD800b", IsTrusted: true)]);

        Assert.Equal([0, 1, 1, 1, 1, 3, 3, 4, 4, 4, 5], text.Starts);
    }

    [Fact]
    public void Merged_tokens_start_where_their_text_does()
    {
        var text = Tokenizer.Encode([new("the 𝐀 the", IsTrusted: false)]);

        for (var i = 0; i < text.Starts.Length; i++)
        {
            var own = Tokenizer.Decode([text.TokenIds[i]]);
            if (!own.Contains('\uFFFD'))
                Assert.Equal(own, "the 𝐀 the".Substring(text.Starts[i], own.Length));
        }
    }
}
