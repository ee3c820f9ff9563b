using AgentTuning.Environments;

namespace AgentTuning.Cli.Episodes;

/// <summary>An environment to play in.</summary>
/// <param name="Definition">Which one.</param>
/// <param name="Tasks">How many of its tasks; null where nothing was said.</param>
sealed record SuiteEntry(EnvironmentDefinition Definition, int? Tasks)
{
    /// <summary>A request with this entry's number of tasks.</summary>
    public EpisodesRequest Count(EpisodesRequest request) =>
        Tasks is null ? request : request with { Collection = request.Collection with { Tasks = Tasks } };
}
