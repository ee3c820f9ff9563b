using AgentTuning.Llama.Training;
using AgentTuning.Tokenization;

namespace AgentTuning.Llama.Tests.Training;

public sealed class ExampleCheckTests
{
    static readonly TokenizedExample Good = Examples.Of("good", [1, 2, 3], 2);

    [Fact]
    public void What_cannot_be_trained_on_is_refused_by_name()
    {
        Assert.Contains("'long' has 6 tokens, expected at most 5", Refusal(Good, Examples.Of("long", [1, 2, 3, 4, 5, 6], 2)), StringComparison.Ordinal);
        Assert.Contains("'mute' has no supervised token", Refusal(Good, Examples.Of("mute", [1, 2, 3], 3)), StringComparison.Ordinal);
        Assert.Contains("There is no example to train on", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Malformed_examples_are_refused()
    {
        Assert.Contains("token id 10, expected 0 to 9", Refusal(Examples.Of("a", [1, 10], 1)), StringComparison.Ordinal);
        Assert.Contains("token id -1", Refusal(Examples.Of("a", [1, -1], 1)), StringComparison.Ordinal);
        Assert.Contains("loss on its first token", Refusal(Examples.Of("a", [1, 2], 0)), StringComparison.Ordinal);
        Assert.Contains("2 tokens and a mask of 1", Refusal(Good with { TokenIds = [1, 2], Mask = [false] }), StringComparison.Ordinal);
    }

    static string Refusal(params TokenizedExample[] examples) =>
        Assert.Throws<InvalidDataException>(() => ExampleCheck.Require(examples, maxLength: 5, vocabularySize: 10)).Message;
}
