namespace AgentTuning.Environments.AlfWorld.Engine.Grounding;

/// <summary>A literal over slots and constants.</summary>
/// <param name="Kind">What is tested.</param>
/// <param name="Number">Of the predicate or the type.</param>
/// <param name="Terms">A slot, or the complement of a constant's number.</param>
/// <param name="IsNegated">Whether the contrary is wanted.</param>
sealed record ClauseLiteral(LiteralKind Kind, int Number, int[] Terms, bool IsNegated);
