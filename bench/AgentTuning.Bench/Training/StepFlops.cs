using AgentTuning.Llama.Models;
using AgentTuning.Llama.Training;
using AgentTuning.Tokenization;

namespace AgentTuning.Bench.Training;

/// <summary>The floating-point operations of matrix products that a step needs, forward and backward; what is computed twice counts once.</summary>
static class StepFlops
{
    /// <summary>Every document by itself, logits only before supervised tokens.</summary>
    public static double OfDocuments(LlamaModel model, IEnumerable<TokenizedExample> examples) =>
        OfGroups(model, examples.Select(example => new SharedPrefix(0, [example])));

    /// <summary>Groups of documents, the prefix of each once.</summary>
    public static double OfGroups(LlamaModel model, IEnumerable<SharedPrefix> groups) =>
        groups.SelectMany(group => TrainingPack.Create(group, int.MaxValue)).Sum(pack => FlopCount.Of(model, pack.Layout, pack.Kept.Length));
}
