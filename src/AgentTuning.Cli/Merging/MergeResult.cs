namespace AgentTuning.Cli.Merging;

/// <summary>The result of <c>merge</c> for a program.</summary>
/// <param name="Output">The folder of the merged model.</param>
/// <param name="Model">That of the base.</param>
/// <param name="Adapter">That of the adapter.</param>
/// <param name="ChangedWeights">How many weights of the base the adapter was added to.</param>
sealed record MergeResult(string Output, string Model, string Adapter, int ChangedWeights);
