using AgentTuning.Tokenization;

namespace AgentTuning.Llama.Training;

/// <summary>The loss of examples under a model, with or without its gradient.</summary>
static class ExampleLoss
{
    /// <summary>The number of tokens that have loss.</summary>
    public static int SupervisedCount(TokenizedExample example) => example.Mask.Count(isSupervised => isSupervised);

    /// <summary>The cross-entropy summed over supervised tokens; adds its gradient over a divisor to the model's gradients.</summary>
    public static double Backward(PackedPass pass, IEnumerable<SharedPrefix> groups, long divisor) =>
        Packs(pass, groups).Sum(pack => pass.Backward(pack, divisor));

    /// <summary>The cross-entropy summed over supervised tokens, without gradients.</summary>
    public static double Sum(PackedPass pass, IEnumerable<SharedPrefix> groups) =>
        Packs(pass, groups).Sum(pass.Loss);

    static IEnumerable<TrainingPack> Packs(PackedPass pass, IEnumerable<SharedPrefix> groups) =>
        groups.SelectMany(group => TrainingPack.Create(group, pass.Options.RowsPerPack));
}
