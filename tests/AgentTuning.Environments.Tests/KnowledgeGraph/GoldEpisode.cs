using AgentTuning.Environments.KnowledgeGraph;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.Tests.KnowledgeGraph;

/// <summary>An episode of the agent that plays the gold calls.</summary>
static class GoldEpisode
{
    public static async Task<PlayedEpisode> PlayAsync(IEnvironmentHost host, AgentTask task, double mistakes = 0)
    {
        using var agent = new KnowledgeGraphReferenceAgent(task, new ReferenceAgentOptions { Seed = 1, Mistakes = mistakes });
        return await PlayedEpisode.PlayAsync(host, task, agent);
    }
}
