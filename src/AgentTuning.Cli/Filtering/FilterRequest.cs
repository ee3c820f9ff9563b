using AgentTuning.Filtering;

namespace AgentTuning.Cli.Filtering;

/// <summary>A filter run as asked for.</summary>
/// <param name="Input">The file of trajectories.</param>
/// <param name="Output">The folder.</param>
/// <param name="Pipeline">The filters as set.</param>
sealed record FilterRequest(string Input, string Output, FilterPipeline Pipeline);
