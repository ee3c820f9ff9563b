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
        foreach (var pack in groups.SelectMany(TrainingPack.Create))
        {
            using var scope = NewDisposeScope();
            var loss = Loss(model, pack);
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
        foreach (var pack in groups.SelectMany(TrainingPack.Create))
        {
            using var scope = NewDisposeScope();
            sum += Loss(model, pack).item<float>();
        }
        return sum;
    }

    static Tensor Loss(LlamaModel model, TrainingPack pack)
    {
        var hidden = model.ForwardPacked(pack.Ids(), pack.Layout, pack.Kept()); // (M, D)
        return F.cross_entropy(model.Logits(hidden), pack.Targets(), reduction: nn.Reduction.Sum);
    }
}
