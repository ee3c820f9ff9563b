using AgentTuning.Agents;
using AgentTuning.Environments.AlfWorld.Engine;
using AgentTuning.Environments.AlfWorld.Planning;
using Microsoft.Extensions.AI;

namespace AgentTuning.Environments.AlfWorld.Reference;

/// <summary>An agent that sees the whole house: it plays the shortest solution of a game file.</summary>
/// <remarks>One client serves one episode. It follows the game by its own replies, so the words of the edition do not matter.</remarks>
/// <param name="file">The game of the episode.</param>
public sealed class AlfWorldPlannerAgent(GameFile file) : WholeReplyChatClient
{
    readonly IGame _game = Games.Open(file);
    Queue<string> _plan = [];

    /// <inheritdoc/>
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_plan.Count == 0)
            _plan = new Queue<string>(HouseholdPlanner.Solve(_game) ?? []);
        if (!_plan.TryDequeue(out var command))
            command = "look"; // already won, or no way to win
        _game.Act(command);
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, $"ACTION: {command}")) { ModelId = "planner" });
    }
}
