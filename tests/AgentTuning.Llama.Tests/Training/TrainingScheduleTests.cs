using AgentTuning.Datasets;
using AgentTuning.Llama.Training;

namespace AgentTuning.Llama.Tests.Training;

public sealed class TrainingScheduleTests
{
    [Fact]
    public void Every_epoch_sees_every_example_once_and_no_step_holds_more_tokens_than_asked()
    {
        int[] lengths = [30, 10, 25, 40, 5, 60, 20];
        var schedule = new TrainingSchedule(new TrainingOptions { Epochs = 2, TokensPerStep = 50 }, lengths, []);

        var steps = Enumerable.Range(0, schedule.StepCount).Select(step => schedule.Examples(step).ToArray()).ToList();
        var order = steps.SelectMany(step => step).ToList();

        Assert.Equal([0, 1, 2, 3, 4, 5, 6], order.Take(7).Order());
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], order.Skip(7).Order());
        Assert.All(steps, step => Assert.True(step.Length == 1 || step.Sum(i => lengths[i]) <= 50));
        Assert.NotEqual(order.Take(7), order.Skip(7));
    }

    [Fact]
    public void A_number_of_steps_overrides_the_epochs()
    {
        var few = new TrainingSchedule(new TrainingOptions { Steps = 3, TokensPerStep = 10 }, [10, 10, 10, 10, 10], []);
        var many = new TrainingSchedule(new TrainingOptions { Steps = 12, TokensPerStep = 10 }, [10, 10, 10, 10, 10], []);

        Assert.Equal(3, few.StepCount);
        Assert.Equal(12, many.StepCount);
    }

    [Fact]
    public void A_step_of_examples_counts_them_and_not_their_tokens()
    {
        var schedule = new TrainingSchedule(new TrainingOptions { Epochs = 2, ExamplesPerStep = 3, TokensPerStep = 1 }, [9, 9, 9, 9], []);

        Assert.Equal([3, 3, 2], Enumerable.Range(0, schedule.StepCount).Select(step => schedule.Examples(step).Count));
    }

    [Fact]
    public void Drawn_by_ratio_agent_and_general_examples_come_in_their_shares_and_in_epochs()
    {
        DrawPool[] pools = [new("agent", true, 1, 40), new("gpt-4", false, 0.2, 30), new("gpt-3.5", false, 0.8, 300)];
        var options = new TrainingOptions { AgentShare = 0.2, Epochs = 5, ExamplesPerStep = 64, Seed = 3 };
        var schedule = new TrainingSchedule(options, [.. Enumerable.Repeat(1, 370)], pools);

        var drawn = Enumerable.Range(0, schedule.StepCount).SelectMany(schedule.Examples).ToList();

        Assert.Equal(1000, drawn.Count); // 5 times 40 / 0.2
        Assert.Equal([drawn.Count(i => i < 40), drawn.Count(i => i is >= 40 and < 70), drawn.Count(i => i >= 70)], schedule.DrawsByPool());
        Assert.InRange(schedule.DrawsByPool()[0], 160, 240);
        Assert.InRange(schedule.DrawsByPool()[1], 125, 195);
        Assert.All([0, 40, 70], start => AssertEpochs([.. drawn.Where(i => PoolStart(i) == start)]));
    }

    [Fact]
    public void A_step_that_is_moved_to_the_front_leaves_the_others_in_order()
    {
        var options = new TrainingOptions { ExamplesPerStep = 1, Epochs = 1 };
        var schedule = new TrainingSchedule(options, [5, 5, 5, 5], []);
        var before = Enumerable.Range(0, 4).Select(step => schedule.Examples(step).Single()).ToList();

        schedule.MoveToFront(2);

        Assert.Equal([before[2], before[0], before[1], before[3]], Enumerable.Range(0, 4).Select(step => schedule.Examples(step).Single()));
    }

    [Fact]
    public void The_learning_rate_rises_along_a_line_and_falls_along_a_half_cosine_to_the_floor()
    {
        var options = new TrainingOptions { LearningRate = 1, WarmupShare = 0.2, FinalLearningRateShare = 0.1, Steps = 10, TokensPerStep = 1 };
        var schedule = new TrainingSchedule(options, [1], []);

        var rates = Enumerable.Range(0, 10).Select(step => Math.Round(schedule.LearningRate(step), 4));

        Assert.Equal([0.5, 1, 1, 0.9554, 0.8306, 0.6501, 0.4499, 0.2694, 0.1446, 0.1], rates);
    }

    [Theory]
    [InlineData(RateFall.Linear, new[] { 0.5, 1, 1, 0.8714, 0.7429, 0.6143, 0.4857, 0.3571, 0.2286, 0.1 })]
    [InlineData(RateFall.Constant, new[] { 0.5, 1, 1, 1, 1, 1, 1, 1, 1, 1 })]
    public void It_falls_along_a_line_or_stays_behind_a_number_of_warm_up_steps(RateFall fall, double[] expected)
    {
        var options = new TrainingOptions { LearningRate = 1, WarmupShare = 1, WarmupSteps = 2, Fall = fall, FinalLearningRateShare = 0.1, Steps = 10, TokensPerStep = 1 };
        var schedule = new TrainingSchedule(options, [1], []);

        Assert.Equal(expected, Enumerable.Range(0, 10).Select(step => Math.Round(schedule.LearningRate(step), 4)));
    }

    [Fact]
    public void An_option_out_of_range_names_itself()
    {
        Assert.Equal("LearningRate", Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingOptions { LearningRate = 0 }).ParamName);
        Assert.Equal("WarmupShare", Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingOptions { WarmupShare = 1.5 }).ParamName);
        Assert.Equal("Beta2", Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingOptions { Beta2 = 1 }).ParamName);
        Assert.Equal("Shards", Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingOptions { Shards = 0 }).ParamName);
        Assert.Equal("Steps", Assert.Throws<ArgumentOutOfRangeException>(() => new TrainingOptions { Steps = 0 }).ParamName);
    }

    static int PoolStart(int example) => example < 40 ? 0 : example < 70 ? 40 : 70;

    // Nothing comes again before all came once.
    static void AssertEpochs(List<int> drawn)
    {
        var size = drawn.Distinct().Count();
        foreach (var epoch in drawn.Chunk(size)) Assert.Equal(epoch.Length, epoch.Distinct().Count());
    }
}
