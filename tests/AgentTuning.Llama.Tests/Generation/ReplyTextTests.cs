using AgentTuning.Llama.Generation;

namespace AgentTuning.Llama.Tests.Generation;

public sealed class ReplyTextTests
{
    [Fact]
    public void White_space_around_the_reply_is_no_part_of_it() => Assert.Equal(["", "a", "", "", " \nb", "", ""], Pieces(" a \nb ", []));

    [Fact]
    public void A_character_of_several_bytes_comes_whole() => Assert.Equal(["x", "", "", "€", "y", ""], Pieces("x€y", []));

    [Fact]
    public void The_beginning_of_a_stop_sequence_is_held_back_until_it_turns_out_to_be_none() =>
        Assert.Equal(["a", "", "", "ENx", ""], Pieces("aENx", ["END"]));

    [Fact]
    public void Text_ends_before_the_first_stop_sequence() => Assert.Equal(["a", "", "", "", "", "", "", ""], Pieces("a  stop", ["stop", "never"]));

    [Fact]
    public void A_stop_sequence_that_was_only_begun_is_text() => Assert.Equal(["a", "", "", "EN"], Pieces("aEN", ["END"]));

    [Fact]
    public void A_character_that_was_only_begun_is_replaced()
    {
        var reply = new ReplyText(new ByteTokenizer(), []);

        Assert.Equal("", reply.Add(0xE2 + 3));
        Assert.Equal("\uFFFD", reply.Finish());
    }

    static string[] Pieces(string text, string[] stopSequences)
    {
        var tokenizer = new ByteTokenizer();
        var reply = new ReplyText(tokenizer, stopSequences);
        var pieces = tokenizer.Encode(text).TakeWhile(_ => !reply.IsStopped).Select(reply.Add).ToList();
        return [.. pieces, reply.Finish()];
    }
}
