using AgentTuning.Llama.Training;
using AgentTuning.Tokenization;

namespace AgentTuning.Llama.Tests.Training;

public sealed class UsableExamplesTests
{
    static readonly TokenizedExample Good = Examples.Of("good", [1, 2, 3], 2);
    static readonly TokenizedExample Long = Examples.Of("long", [1, 2, 3, 4, 5, 6], 2);
    static readonly TokenizedExample Mute = Examples.Of("mute", [1, 2, 3], 3);

    [Fact]
    public void Unusable_examples_are_dropped_and_counted_where_that_was_chosen()
    {
        var usable = UsableExamples.Select([Good, Long, Mute, Good], UnusableExamples.Drop, maxLength: 5, vocabularySize: 10);

        Assert.Equal(["good", "good"], usable.Examples.Select(example => example.Id));
        Assert.Equal((1, 1), (usable.TooLong, usable.WithoutLoss));
    }

    [Fact]
    public void Otherwise_they_are_refused_by_name()
    {
        var tooLong = Refusal(UnusableExamples.Refuse, Good, Long);
        var mute = Refusal(UnusableExamples.Refuse, Good, Mute);
        var none = Refusal(UnusableExamples.Drop, Long, Mute);

        Assert.Contains("1 of 2 examples are too long, such as 'long' with 6 tokens, expected at most 5", tooLong, StringComparison.Ordinal);
        Assert.Contains("1 of 2 examples have no supervised token, such as 'mute'", mute, StringComparison.Ordinal);
        Assert.Contains("None of 2 examples can be used", none, StringComparison.Ordinal);
    }

    [Fact]
    public void Malformed_examples_are_refused_whatever_was_chosen()
    {
        Assert.Contains("token id 10, expected 0 to 9", Refusal(UnusableExamples.Drop, Examples.Of("a", [1, 10], 1)), StringComparison.Ordinal);
        Assert.Contains("token id -1", Refusal(UnusableExamples.Drop, Examples.Of("a", [1, -1], 1)), StringComparison.Ordinal);
        Assert.Contains("loss on its first token", Refusal(UnusableExamples.Drop, Examples.Of("a", [1, 2], 0)), StringComparison.Ordinal);
        Assert.Contains("2 tokens and a mask of 1", Refusal(UnusableExamples.Drop, Good with { TokenIds = [1, 2], Mask = [false] }), StringComparison.Ordinal);
    }

    static string Refusal(UnusableExamples unusable, params TokenizedExample[] examples) =>
        Assert.Throws<InvalidDataException>(() => UsableExamples.Select(examples, unusable, maxLength: 5, vocabularySize: 10)).Message;
}
