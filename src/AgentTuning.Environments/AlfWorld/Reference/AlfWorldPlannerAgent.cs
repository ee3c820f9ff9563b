using System.Runtime.CompilerServices;
using AgentTuning.Environments.AlfWorld.Engine;
using AgentTuning.Environments.AlfWorld.Planning;
using Microsoft.Extensions.AI;

namespace AgentTuning.Environments.AlfWorld.Reference;

/// <summary>An agent that sees the whole house: it plays the shortest solution of a game file.</summary>
/// <remarks>One client serves one episode. It follows the game by its own replies, so the words of the edition do not matter.</remarks>
/// <param name="file">The game of the episode.</param>
public sealed class AlfWorldPlannerAgent(GameFile file) : IChatClient
{
    readonly IGame _game = Games.Open(file);
    Queue<string> _plan = [];

    /// <inheritdoc/>
    public Task<ChatResponse> GetResponseAsync(
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

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var response = await GetResponseAsync(messages, options, cancellationToken);
        foreach (var update in response.ToChatResponseUpdates())
            yield return update;
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        // Nothing is held.
    }
}
