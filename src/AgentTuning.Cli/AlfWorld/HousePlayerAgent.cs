using AgentTuning.Agents;
using AgentTuning.Environments;
using AgentTuning.Environments.AlfWorld;
using AgentTuning.Environments.AlfWorld.Reference;
using AgentTuning.Files;
using AgentTuning.Tasks;
using Microsoft.Extensions.AI;

namespace AgentTuning.Cli.AlfWorld;

/// <summary>A player of generated houses as an agent.</summary>
sealed class HousePlayerAgent(HousePlayer player) : IAgent
{
    public string Name => WireNames.Of(player);

    public IChatClient OpenEpisode(AgentTask task, int seed) => player switch
    {
        HousePlayer.Planner => new AlfWorldPlannerAgent(GameSource.Default.Open(AlfWorldTask.FromJson(task.Data))),
        HousePlayer.Random => new AlfWorldRandomAgent(GameSource.Default.Open(AlfWorldTask.FromJson(task.Data)), seed),
        _ => new AlfWorldReferenceAgent(task, new ReferenceAgentOptions { Seed = seed }),
    };
}
