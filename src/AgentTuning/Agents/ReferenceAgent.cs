using AgentTuning.Environments;
using AgentTuning.Tasks;
using Microsoft.Extensions.AI;

namespace AgentTuning.Agents;

/// <summary>An environment's own agent, which knows the solutions; with mistakes where the filter should have work.</summary>
public sealed class ReferenceAgent(EnvironmentDefinition definition, double mistakes) : IAgent
{
    /// <inheritdoc/>
    public string Name => "reference";

    /// <inheritdoc/>
    public IChatClient OpenEpisode(AgentTask task, int seed) =>
        definition.CreateReferenceAgent(task, new ReferenceAgentOptions { Seed = seed, Mistakes = mistakes });
}
