using AgentTuning.Agents;
using Microsoft.Extensions.AI;

namespace AgentTuning.Cli.Agents;

/// <summary>Always says the same: the agent that shows what an environment gives to somebody who does nothing.</summary>
sealed class SameReplyChatClient(string reply) : WholeReplyChatClient
{
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, reply)));
    }
}
