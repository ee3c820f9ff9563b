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
    public void The_learning_rate_rises_along_a_line_and_falls_along_a_half_cosine_to_the_floor()
    {
        var options = new TrainingOptions { LearningRate = 1, WarmupShare = 0.2, FinalLearningRateShare = 0.1, Steps = 10, TokensPerStep = 1 };
        var schedule = new TrainingSchedule(options, [1], []);

        var rates = Enumerable.Range(0, 10).Select(step => Math.Round(schedule.LearningRate(step), 4));

        Assert.Equal([0.5, 1, 1, 0.9554, 0.8306, 0.6501, 0.4499, 0.2694, 0.1446, 0.1], rates);
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
}
