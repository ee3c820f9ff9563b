using AgentTuning.Tokenization;

namespace AgentTuning.Tests.Tokenization;

public sealed class SupervisionCheckTests
{
    [Fact]
    public void An_example_without_any_loss_is_refused_by_name()
    {
        var example = new TokenizedExample { Id = "x", TokenIds = [0, 5, 6], Mask = [false, false, false] };

        var exception = Assert.Throws<InvalidDataException>(() => SupervisionCheck.Verify(example));

        Assert.Equal("example x: none of 3 tokens has loss, expected at least one. Has every reply loss false, is there no reply, or was the example cut before the first one?", exception.Message);
    }

    [Fact]
    public void A_mask_that_does_not_fit_is_refused()
    {
        var tooShort = new TokenizedExample { Id = "x", TokenIds = [0, 5], Mask = [true] };
        var atFirst = new TokenizedExample { Id = "x", TokenIds = [0, 5], Mask = [true, true] };

        Assert.Equal("example x: the mask has 1 positions, expected 2, one for each token.", Fault(tooShort));
        Assert.Equal("example x: the first token has loss, expected none: nothing comes before it to predict it from.", Fault(atFirst));
    }

    [Fact]
    public void Sound_examples_are_passed_on_one_by_one()
    {
        var sound = new TokenizedExample { Id = "x", TokenIds = [0, 5], Mask = [false, true] };
        var empty = sound with { Mask = [false, false] };

        using var stream = SupervisionCheck.Verify([sound, empty]).GetEnumerator();

        Assert.True(stream.MoveNext());
        Assert.Same(sound, stream.Current);
        Assert.Throws<InvalidDataException>(() => stream.MoveNext());
    }

    static string Fault(TokenizedExample example) => Assert.Throws<InvalidDataException>(() => SupervisionCheck.Verify(example)).Message;
}
