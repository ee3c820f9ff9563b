using AgentTuning.Llama.Training;

namespace AgentTuning.Llama.Tests.Training;

public sealed class DivergenceTests
{
    [Fact]
    public void The_batch_is_named_by_ids_and_sources_with_those_that_are_broken_by_themselves()
    {
        var sound = Examples.Of("talk/3", [1, 5, 9], supervisedFrom: 1) with { Source = "sharegpt" };
        var broken = Examples.Of("database/train/7#0", [1, 5, 9], supervisedFrom: 1) with { Source = "database" };

        var fault = Divergence.Of("the loss is NaN", 12, [sound, broken], example => example == broken ? double.NaN : 1.5, new TrainingOptions { LearningRate = 0.002 });

        Assert.Equal(
            "Step 12: the loss is NaN over 2 examples. By themselves, 1 of them have such a loss: 'database/train/7#0' of database. "
            + "The batch: 'talk/3' of sharegpt, 'database/train/7#0' of database. Nothing was learned from this batch. "
            + "Lower the learning rate of 0.002 or lengthen the warm-up, and look at these examples.",
            fault.Message);
    }

    [Fact]
    public void Where_every_example_is_broken_the_weights_are_and_long_batches_are_named_in_part()
    {
        var batch = Enumerable.Range(1, 10).Select(i => Examples.Of($"e{i}", [1, 2], supervisedFrom: 1)).ToList();

        var fault = Divergence.Of("the loss is NaN", 1, batch, _ => double.NaN, new());

        Assert.Contains("so the weights are broken rather than an example. The batch: 'e1', 'e2', 'e3', 'e4', 'e5', 'e6', 'e7', 'e8' and 2 more.", fault.Message, StringComparison.Ordinal);
    }
}
