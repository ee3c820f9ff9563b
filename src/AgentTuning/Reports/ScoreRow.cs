using System.Collections.Immutable;

namespace AgentTuning.Reports;

/// <summary>One line of a score table.</summary>
/// <param name="Name">The category, or what the whole is called.</param>
/// <param name="Scores">One per model, in the order of the models; null where a model was not measured.</param>
public sealed record ScoreRow(string Name, ImmutableArray<Score?> Scores);
