using AgentTuning.Llama.Models;
using AgentTuning.Tokenization;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace AgentTuning.Llama.Training;

/// <summary>The loss of examples under a model, with or without its gradient.</summary>
static class ExampleLoss
{
    /// <summary>The number of tokens that have loss.</summary>
    public static int SupervisedCount(TokenizedExample example) => example.Mask.Count(isSupervised => isSupervised);

    /// <summary>The cross-entropy summed over supervised tokens; adds its gradient over a divisor to the model's gradients.</summary>
    public static double Backward(LlamaModel model, IEnumerable<SharedPrefix> groups, long divisor)
    {
        var sum = 0.0;
        foreach (var group in groups)
        {
            using var scope = NewDisposeScope();
            var losses = Losses(model, group);
            var loss = losses.Count == 1 ? losses[0] : stack(losses).sum();
            (loss / divisor).backward();
            sum += loss.item<float>();
        }
        return sum;
    }

    /// <summary>The cross-entropy summed over supervised tokens, without gradients.</summary>
    public static double Sum(LlamaModel model, IEnumerable<SharedPrefix> groups)
    {
        using var guard = no_grad();
        var sum = 0.0;
        foreach (var group in groups)
        {
            using var scope = NewDisposeScope();
            sum += Losses(model, group).Sum(loss => (double)loss.item<float>());
        }
        return sum;
    }

    static List<Tensor> Losses(LlamaModel model, SharedPrefix group)
    {
        var prefix = Prefix(model, group);
        return [.. PaddedBlock.Create(group).Where(block => block.SupervisedCount > 0).Select(block => Loss(model, block, prefix))];
    }

    static Tensor Loss(LlamaModel model, PaddedBlock block, PrefixCache? prefix)
    {
        var mask = prefix is null ? null : block.Mask(prefix.Length);
        var hidden = model.ForwardAt(block.Ids(), prefix, mask, block.Kept()); // (N, D)
        return F.cross_entropy(model.Logits(hidden), block.Targets(), reduction: nn.Reduction.Sum);
    }

    static PrefixCache? Prefix(LlamaModel model, SharedPrefix group)
    {
        if (group.PrefixLength == 0) return null;
        var filling = new GrowingKeyValueCache(model.Config.LayerCount);
        var ids = group.Examples[0].TokenIds.Take(group.PrefixLength).Select(id => (long)id).ToArray();
        model.ForwardInto(tensor(ids, [1, group.PrefixLength]), filling);
        return new(filling, model.Config.LayerCount);
    }
}
