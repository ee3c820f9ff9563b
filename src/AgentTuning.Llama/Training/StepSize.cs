using System.Collections.Immutable;
using AgentTuning.Tokenization;

namespace AgentTuning.Llama.Training;

/// <summary>How large the packs of a step are.</summary>
/// <param name="Shards">What each shard's buffers must hold.</param>
/// <param name="MicroSteps">Packs of the busiest shard.</param>
sealed record StepSize(ImmutableArray<PackSize> Shards, int MicroSteps)
{
    /// <summary>The rows that lie in memory at once, over all shards.</summary>
    public long Rows => Shards.Sum(shard => (long)shard.Rows);

    /// <summary>The size of a batch that is worked on together.</summary>
    public static StepSize Of(IReadOnlyList<TokenizedExample> batch, TrainingOptions options)
    {
        var shards = ShardPlan.Create(batch, options.Shards)
            .Select(groups => groups.SelectMany(group => TrainingPack.Sizes(group, options.Pass.RowsPerPack)).ToList())
            .ToList();
        return new([.. shards.Select(packs => packs.Aggregate(default(PackSize), (one, other) => one.Union(other)))], shards.Max(packs => packs.Count));
    }

    /// <summary>What holds both, one after the other.</summary>
    public StepSize Union(StepSize other) => new([.. Shards.Zip(other.Shards, (one, two) => one.Union(two))], Math.Max(MicroSteps, other.MicroSteps));
}
