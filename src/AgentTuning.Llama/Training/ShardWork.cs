using AgentTuning.Llama.Models;

namespace AgentTuning.Llama.Training;

/// <summary>What a shard did in a step, or several shards together.</summary>
/// <param name="Loss">The cross-entropy summed over supervised tokens.</param>
/// <param name="MicroSteps">Packs, one after the other, whose gradients were added up.</param>
/// <param name="Rows">Positions that were computed; a shared prefix counts once.</param>
/// <param name="Flops">Floating-point operations of the matrix products that the gradient needs, forward and backward.</param>
readonly record struct ShardWork(double Loss, int MicroSteps, long Rows, double Flops)
{
    /// <summary>Goes through a shard's packs and adds their gradients over a divisor to the model's gradients.</summary>
    public static ShardWork Backward(PackedPass pass, LlamaModel model, IEnumerable<TrainingPack> packs, long divisor)
    {
        var work = default(ShardWork);
        foreach (var pack in packs)
        {
            work = new(
                work.Loss + pass.Backward(pack, divisor),
                work.MicroSteps + 1,
                work.Rows + pack.Layout.Rows,
                work.Flops + FlopCount.Of(model, pack.Layout, pack.Kept.Length));
        }
        return work;
    }

    /// <summary>Shards that worked at the same time.</summary>
    public static ShardWork Together(IReadOnlyList<ShardWork> shards) => new(
        shards.Sum(shard => shard.Loss),
        shards.Max(shard => shard.MicroSteps),
        shards.Sum(shard => shard.Rows),
        shards.Sum(shard => shard.Flops));
}
