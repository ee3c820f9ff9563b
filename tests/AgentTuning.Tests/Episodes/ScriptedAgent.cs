using AgentTuning.Agents;
using AgentTuning.Tasks;
using Microsoft.Extensions.AI;

namespace AgentTuning.Tests.Episodes;

/// <summary>Gives each episode the client that the script says.</summary>
sealed class ScriptedAgent(Func<AgentTask, int, IChatClient> open) : IAgent
{
    public string Name => "scripted";

    public IChatClient OpenEpisode(AgentTask task, int seed) => open(task, seed);
}
