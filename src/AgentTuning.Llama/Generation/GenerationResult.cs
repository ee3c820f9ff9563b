using System.Collections.Immutable;

namespace AgentTuning.Llama.Generation;

/// <summary>What the model wrote.</summary>
/// <param name="TokenIds">The ids, without the prompt and without the stop id.</param>
/// <param name="Ending">Why it ends there.</param>
public sealed record GenerationResult(ImmutableArray<int> TokenIds, GenerationEnding Ending);
