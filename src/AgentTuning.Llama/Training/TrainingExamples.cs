using AgentTuning.Datasets;
using AgentTuning.Tokenization;

namespace AgentTuning.Llama.Training;

/// <summary>What a model is trained on and measured with.</summary>
public sealed record TrainingExamples
{
    /// <summary>What to learn from.</summary>
    public required IReadOnlyList<TokenizedExample> Examples { get; init; }

    /// <summary>
    /// What the examples lie in, pool after pool, where <see cref="TrainingOptions.AgentShare"/> asks to draw them by ratio; empty where
    /// they are gone through in epochs.
    /// </summary>
    public IReadOnlyList<DrawPool> Pools { get; init; } = [];

    /// <summary>Examples for the validation loss, which training does not see.</summary>
    public IReadOnlyList<TokenizedExample> Validation { get; init; } = [];
}
