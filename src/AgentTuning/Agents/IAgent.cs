using AgentTuning.Tasks;
using Microsoft.Extensions.AI;

namespace AgentTuning.Agents;

/// <summary>Whoever acts: a provider's model, our own model, a reference agent, a script.</summary>
/// <remarks>Safe for several episodes at once.</remarks>
public interface IAgent
{
    /// <summary>The name as given on the command line, such as <c>reference</c> or <c>openai:gpt-4o</c>.</summary>
    string Name { get; }

    /// <summary>The client for one episode. The caller disposes it.</summary>
    /// <param name="task">The task to be played.</param>
    /// <param name="seed">Seeds whatever the agent draws in this episode.</param>
    IChatClient OpenEpisode(AgentTask task, int seed);
}
