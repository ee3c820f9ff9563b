using AgentTuning.Llama.Kernels;
using AgentTuning.Llama.Models;
using AgentTuning.Llama.Training;

namespace AgentTuning.Llama.Tests.Training;

public sealed class TrainingPlanTests
{
    [Fact]
    public void Longest_first_begins_with_the_step_whose_packs_are_largest()
    {
        var examples = Examples.Random(60, 50, seed: 3, longest: 40);
        examples.Add(Examples.Of("long", [.. Enumerable.Range(0, 200).Select(i => i % 50)], 100));
        var options = new TrainingOptions { ExamplesPerStep = 4, Shards = 2, Epochs = 1, Pass = new() { RowsPerPack = 64 } };

        var plain = TrainingPlan.Create(LlamaPresets.Tiny(50), options, new() { Examples = examples });
        var sorted = TrainingPlan.Create(LlamaPresets.Tiny(50), options with { LongestFirst = true }, new() { Examples = examples });

        Assert.DoesNotContain(60, plain.Schedule.Examples(0));
        Assert.Contains(60, sorted.Schedule.Examples(0));
        Assert.Equal(plain.Largest.Shards, sorted.Largest.Shards);
        Assert.Equal(199, sorted.Largest.Shards.Max(pack => pack.Rows));
    }

    [Fact]
    public void The_buffers_of_a_run_hold_no_more_than_was_planned()
    {
        var examples = Examples.Random(40, 50, seed: 9, prefixLength: 36, longest: 50);
        var options = new TrainingOptions { TokensPerStep = 400, Shards = 2, Epochs = 1, Pass = new() { RowsPerPack = 128 } };
        using var model = new LlamaModel(LlamaPresets.Tiny(50), seed: 1);

        var plan = TrainingPlan.Create(model.Config, options, new() { Examples = examples });

        for (var step = 0; step < plan.Steps; step++)
        {
            var shards = ShardPlan.Create([.. plan.Schedule.Examples(step).Select(i => examples[i])], options.Shards);
            for (var shard = 0; shard < shards.Count; shard++)
            {
                foreach (var pack in shards[shard].SelectMany(group => TrainingPack.Create(group, options.Pass.RowsPerPack)))
                {
                    Assert.InRange(pack.Layout.Rows, 1, plan.Largest.Shards[shard].Rows);
                    Assert.InRange(pack.Kept.Length, 1, plan.Largest.Shards[shard].Kept);
                    Assert.InRange(pack.Layout.LongestContext, 1, plan.Largest.Shards[shard].LongestContext);
                }
            }
        }
    }

    [Fact]
    public void Products_are_counted_as_the_formula_has_them()
    {
        // One layer: 4 rows, 2 of them supervised; D 32, F 64, queries 32, keys and values 16 each, V 50; pairs 1 + 2 + 3 + 4, half of them needed.
        using var model = new LlamaModel(LlamaPresets.Tiny(50) with { LayerCount = 1 }, seed: 1);
        var layout = new PackLayout(null, [new(0, 4, 0)]);

        var expected = 6.0 * (4 * 32 * (32 + 16 + 16) + 2 * 32 * 10 / 2 + 2 * (32 * 32 + 3 * 32 * 64) + 2 * 32 * 50);

        Assert.Equal(expected, FlopCount.Of(model, layout, kept: 2));
    }
}
