using AgentTuning.Environments.AlfWorld.Snapping;

namespace AgentTuning.Environments.Tests.AlfWorld.Snapping;

public sealed class BleuScoreTests
{
    // NLTK 3.8.1: sentence_bleu([reference.split()], hypothesis.split(), smoothing_function=SmoothingFunction().method4)
    [Theory]
    [InlineData("go to drawer 1", "go to drawer 4", 0.43146827293898643)]
    [InlineData("go to drawer 1", "go to drawer 1", 1.0)]
    [InlineData("look", "look", 1.0)]
    [InlineData("look", "look around", 0.06754436142034707)]
    [InlineData("look", "go", 0.0)]
    [InlineData("inventory", "inventory please now", 0.07249749990681824)]
    [InlineData("go to drawer 1", "", 0.0)]
    [InlineData("go to drawer 1", "go", 0.049787068367863944)]
    [InlineData("go to drawer 1", "drawer", 0.049787068367863944)]
    [InlineData("take mug 1 from desk 2", "take mug from desk", 0.14429214010467267)]
    [InlineData("put mug 1 in/on desk 1", "put mug 1 on desk 1", 0.293945703509473)]
    [InlineData("move mug 1 to desk 1", "put mug 1 in/on desk 1", 0.1374292659508281)]
    [InlineData("open fridge 1", "open the fridge 1", 0.18616487055295167)]
    [InlineData("go to cabinet 12", "go to go to go to cabinet cabinet 12 12", 0.15301767524945895)]
    [InlineData("heat apple 1 with microwave 1", "heat apple 1 microwave 1", 0.30834517982041937)]
    [InlineData("examine drawer 1", "i will now examine the first drawer because the task says that i should look at a pencil there 1", 0.01715966518643024)]
    [InlineData("use desklamp 1", "use desklamp", 0.13427896671164932)]
    [InlineData("use desklamp 1", "desklamp 1 use", 0.23437281078104066)]
    [InlineData("clean soapbar 4 with sinkbasin 1", "clean 4 1", 0.03510014106428286)]
    [InlineData("go to bed 1", "task succeeded.", 0.0)]
    [InlineData("close safe 1", "1", 0.1353352832366127)]
    [InlineData("a b c d e f g", "a b c d e f g", 1.0)]
    [InlineData("a b c d e", "a b c d e f", 0.7598356856515925)]
    [InlineData("a a a a a", "a a b a a a", 0.293945703509473)]
    [InlineData("move egg 1 to fridge 1", "move egg\u00a01 to\tfridge 1", 1.0)]
    public void The_score_is_that_of_nltk_to_the_last_bit(string reference, string hypothesis, double score)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);

        Assert.Equal(score, BleuScore.Of(Number(reference, numbers), Number(hypothesis, numbers)));
    }

    [Theory]
    [InlineData(7, 703, true)]
    [InlineData(7, 702, false)]
    [InlineData(1, 3, false)]
    [InlineData(1, 0, false)]
    public void A_sentence_far_longer_than_every_reference_cannot_score(int longest, int words, bool isHopeless)
    {
        Assert.Equal(isHopeless, BleuScore.IsHopeless(longest, words, 0.01));
    }

    static int[] Number(string text, Dictionary<string, int> numbers) =>
        [.. PythonText.Split(text).Select(word => numbers.TryGetValue(word, out var number) ? number : numbers[word] = numbers.Count)];
}
