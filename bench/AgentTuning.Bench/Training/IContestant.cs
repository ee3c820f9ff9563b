using System.Collections.Immutable;
using AgentTuning.Tokenization;

namespace AgentTuning.Bench.Training;

/// <summary>A way to train, with weights and optimizer of its own.</summary>
interface IContestant : IDisposable
{
    /// <summary>For tables.</summary>
    string Name { get; }

    /// <summary>Does one update from some examples, all of which count alike.</summary>
    /// <param name="examples">The examples of the step.</param>
    /// <param name="isUpdated">False only computes the gradients: to get warm.</param>
    Task<StepOutcome> StepAsync(ImmutableArray<TokenizedExample> examples, bool isUpdated);
}
