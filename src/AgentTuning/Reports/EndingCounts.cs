using System.Collections.Immutable;

namespace AgentTuning.Reports;

/// <summary>How the episodes of a model ended.</summary>
/// <param name="Environment">The environment's name.</param>
/// <param name="Model">Who acted.</param>
/// <param name="Counts">Episodes by ending, as files name it.</param>
public sealed record EndingCounts(string Environment, string Model, ImmutableSortedDictionary<string, int> Counts);
