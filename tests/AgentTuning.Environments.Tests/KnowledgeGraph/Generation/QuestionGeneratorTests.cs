using System.Globalization;
using AgentTuning.Environments.KnowledgeGraph.Generation;
using AgentTuning.Environments.KnowledgeGraph.Store;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.Tests.KnowledgeGraph.Generation;

public sealed class QuestionGeneratorTests
{
    const int Many = 400;

    static readonly World Train = World.Create(TaskSplit.Train, 0, new WorldOptions { People = 150 });
    static readonly World Test = World.Create(TaskSplit.Test, 0, new WorldOptions { People = 150 });
    static readonly TripleSet TrainGraph = new(Train.Triples());
    static readonly TripleSet TestGraph = new(Test.Triples());
    static readonly GeneratedQuestion[] TrainQuestions = [.. Enumerable.Range(0, Many).Select(new QuestionGenerator(Train, TaskSplit.Train, 0).Create)];
    static readonly GeneratedQuestion[] TestQuestions = [.. Enumerable.Range(0, Many).Select(new QuestionGenerator(Test, TaskSplit.Test, 0).Create)];

    [Theory]
    [InlineData(TaskSplit.Train)]
    [InlineData(TaskSplit.Test)]
    public void Gold_calls_find_the_gold_answers_by_the_strict_rules(TaskSplit split)
    {
        foreach (var question in Questions(split))
        {
            var replay = new GoldReplay(split == TaskSplit.Test ? TestGraph : TrainGraph);

            Assert.Equal(question.Answers.Select(answer => answer.Value).ToHashSet(), replay.Play(question.Actions));
            Assert.Equal(question.Type, replay.Variables[^1].Type);
            Assert.InRange(question.Actions.Length, 2, 13);
        }
    }

    [Fact]
    public void Naming_an_earlier_variable_is_wrong_and_the_first_one_is_rarely_right()
    {
        var first = 0;
        foreach (var question in Questions(TaskSplit.Train))
        {
            var replay = new GoldReplay(TrainGraph);
            var answer = replay.Play(question.Actions);
            for (var variable = 0; variable < replay.Variables.Count - 1; variable++)
                Assert.False(answer.SetEquals(replay.Answer(variable)), question.Text);
            first += answer.SetEquals(replay.Answer(0)) ? 1 : 0;
        }

        Assert.InRange(first, 1, Many * 6 / 100);
    }

    [Fact]
    public void Things_of_the_question_are_in_no_variable_and_answers_have_a_sensible_size()
    {
        foreach (var question in Questions(TaskSplit.Test))
        {
            var replay = new GoldReplay(TestGraph);
            replay.Play(question.Actions);

            Assert.DoesNotContain(replay.Variables, variable => question.Entities.Any(entity => variable.Held.Contains(entity.Id)));
            Assert.InRange(question.Answers.Length, 1, 20);
            if (question.Type == "type.int")
                Assert.InRange(int.Parse(question.Answers.Single().Value, CultureInfo.InvariantCulture), 2, 30);
        }
    }

    [Fact]
    public void The_best_of_a_set_is_one_of_at_least_three()
    {
        foreach (var question in Questions(TaskSplit.Train).Where(question => question.Shape.StartsWith("best", StringComparison.Ordinal)))
        {
            var replay = new GoldReplay(TrainGraph);
            replay.Play(question.Actions);

            Assert.Single(question.Answers);
            Assert.InRange(replay.Variables[^2].Held.Count, 3, 200);
        }
    }

    [Fact]
    public void Some_shapes_stand_in_test_only()
    {
        Assert.Equal(["both-far-far", "three-conditions", "best-then-hop", "best-both-far", "joint-then-hop", "count-joint"], QuestionGenerator.TestShapes);
        Assert.Empty(Questions(TaskSplit.Train).Select(question => question.Shape).Intersect(QuestionGenerator.TestShapes));
        Assert.Equal(19, Questions(TaskSplit.Test).Select(question => question.Shape).Distinct().Count());
    }

    [Fact]
    public void Questions_name_their_things_and_have_no_unfilled_slots()
    {
        foreach (var question in Questions(TaskSplit.Train).Concat(Questions(TaskSplit.Test)))
        {
            Assert.All(question.Entities, entity => Assert.Contains(entity.Name, question.Text, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotMatch(@"[{}!|]|  | $|\bare who\b", question.Text);
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_questions_and_another_seed_others()
    {
        string[] Texts(int seed) => [.. Enumerable.Range(0, 30).Select(new QuestionGenerator(World.Create(TaskSplit.Train, 0, new WorldOptions { People = 150 }), TaskSplit.Train, seed).Create).Select(question => question.Text)];

        Assert.Equal(Texts(1), Texts(1));
        Assert.Empty(Texts(1).Intersect(Texts(2)));
        Assert.InRange(Questions(TaskSplit.Train).Select(question => question.Text).Distinct().Count(), Many * 98 / 100, Many);
    }

    [Theory]
    [InlineData(TaskSplit.Train)]
    [InlineData(TaskSplit.Development)]
    [InlineData(TaskSplit.Test)]
    public void The_smallest_worlds_yield_every_shape(TaskSplit split)
    {
        for (var seed = 1; seed <= 4; seed++)
        {
            var generator = new QuestionGenerator(World.Create(split, seed, new WorldOptions { People = 60 }), split, seed);
            for (var index = 0; index < 60; index++)
                Assert.NotEmpty(generator.Create(index).Answers);
        }
    }

    static GeneratedQuestion[] Questions(TaskSplit split) => split == TaskSplit.Test ? TestQuestions : TrainQuestions;
}
