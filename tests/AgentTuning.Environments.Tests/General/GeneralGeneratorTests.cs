using AgentTuning.Environments.General;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.Tests.General;

public sealed class GeneralGeneratorTests
{
    static IEnumerable<GeneralTask> Tasks(TaskSplit split, int count, int seed = 7) => new GeneralGenerator(split, seed).Tasks().Take(count);

    [Fact]
    public void The_shares_of_all_kinds_add_up_to_a_hundred_and_copying_has_forty()
    {
        var shares = GeneralCategory.All.ToDictionary(category => category.Name, category => category.Kinds.Sum(kind => kind.Share));

        Assert.Equal(100, shares.Values.Sum());
        Assert.Equal(40, shares["copying"]);
    }

    [Fact]
    public void Every_hundred_tasks_hold_each_kind_as_often_as_its_share_says()
    {
        var second = Tasks(TaskSplit.Test, 200).Skip(100).CountBy(task => task.Kind).ToDictionary();

        Assert.All(GeneralCategory.All.SelectMany(category => category.Kinds), kind => Assert.Equal(kind.Share, second[kind.Name]));
    }

    [Theory]
    [InlineData(TaskSplit.Train)]
    [InlineData(TaskSplit.Development)]
    [InlineData(TaskSplit.Test)]
    public void Every_reference_reply_is_right(TaskSplit split)
    {
        var wrong = Tasks(split, 5_000)
            .SelectMany(task => task.Exchanges.Where(exchange => !ReplyGrader.IsRight(exchange, exchange.Reply)))
            .Select(exchange => $"{exchange.Question} => {exchange.Reply}");

        Assert.Empty(wrong);
    }

    [Fact]
    public void Echoing_the_question_or_not_knowing_is_never_right()
    {
        var graded = Tasks(TaskSplit.Test, 2_000).Select(task => task.Exchanges[^1]).ToArray();

        Assert.DoesNotContain(graded, exchange => ReplyGrader.IsRight(exchange, "I don't know."));
        Assert.Empty(graded.Where(exchange => ReplyGrader.IsRight(exchange, exchange.Question)).Select(exchange => exchange.Question));
    }

    [Fact]
    public void The_splits_share_no_question()
    {
        var train = Tasks(TaskSplit.Train, 20_000).Select(task => task.Exchanges[0].Question).ToHashSet(StringComparer.Ordinal);
        var dev = Tasks(TaskSplit.Development, 5_000, seed: 1).Select(task => task.Exchanges[0].Question).ToHashSet(StringComparer.Ordinal);
        var test = Tasks(TaskSplit.Test, 5_000, seed: 2).Select(task => task.Exchanges[0].Question).ToHashSet(StringComparer.Ordinal);

        Assert.Empty(train.Intersect(dev));
        Assert.Empty(train.Intersect(test));
        Assert.Empty(dev.Intersect(test));
    }

    [Fact]
    public void The_splits_share_no_word_of_any_pool_and_each_has_enough()
    {
        foreach (var pool in Vocabulary.PoolNames)
        {
            var train = Vocabulary.Of(TaskSplit.Train, pool);
            var dev = Vocabulary.Of(TaskSplit.Development, pool);
            var test = Vocabulary.Of(TaskSplit.Test, pool);

            Assert.Empty(train.Intersect(dev));
            Assert.Empty(train.Intersect(test));
            Assert.Empty(dev.Intersect(test));
            Assert.True(Math.Min(train.Length, Math.Min(dev.Length, test.Length)) >= 8, $"{pool}: {train.Length}, {dev.Length}, {test.Length}");
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_tasks_and_another_seed_gives_others()
    {
        var first = Tasks(TaskSplit.Train, 300).Select(task => task.Exchanges[0].Question).ToArray();
        var again = Tasks(TaskSplit.Train, 300).Select(task => task.Exchanges[0].Question);
        var other = Tasks(TaskSplit.Train, 300, seed: 8).Select(task => task.Exchanges[0].Question);

        Assert.Equal(first, again);
        Assert.True(first.Intersect(other).Count() < 10);
    }

    [Fact]
    public void Questions_hardly_ever_repeat()
    {
        var different = Tasks(TaskSplit.Test, 5_000).Select(task => task.Exchanges[0].Question).Distinct(StringComparer.Ordinal).Count();

        Assert.True(different >= 4_800, $"{different} different questions of 5,000");
    }

    [Fact]
    public void Every_kind_has_at_least_six_wordings_and_their_gaps_are_closed()
    {
        var questionKinds = Phrasings.Kinds.Where(kind => !kind.EndsWith("-reply", StringComparison.Ordinal) && kind != "recall-acknowledgement");

        Assert.All(questionKinds, kind => Assert.True(Phrasings.Of(kind).Length >= 6, kind));
        Assert.DoesNotContain(
            Tasks(TaskSplit.Train, 5_000), task => task.Exchanges.Any(exchange => exchange.Question.Contains('{', StringComparison.Ordinal)));
    }

    [Fact]
    public void Questions_are_short()
    {
        var words = Tasks(TaskSplit.Train, 2_000).Select(task => task.Exchanges.Sum(exchange => exchange.Question.Split(' ', '\n').Length)).ToArray();

        Assert.InRange(words.Average(), 10, 40);
        Assert.True(words.Max() <= 90, $"{words.Max()} words");
    }
}
