namespace AgentTuning.Llama.Training;

/// <summary>The loss of examples that training does not see, per supervised token.</summary>
/// <param name="All">Over the tokens of all sources.</param>
/// <param name="BySource">By source, in the order of the names.</param>
public sealed record ValidationLoss(double All, IReadOnlyDictionary<string, double> BySource);
