using AgentTuning.Tasks;
using Microsoft.Extensions.AI;

namespace AgentTuning.Agents;

/// <summary>An agent whose episodes all speak through one client, as with a provider's model.</summary>
/// <param name="name">The name as given on the command line.</param>
/// <param name="client">Serves many episodes at once; stays the caller's to dispose.</param>
public sealed class SharedClientAgent(string name, IChatClient client) : IAgent
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public IChatClient OpenEpisode(AgentTask task, int seed) => new UnownedChatClient(client);
}
