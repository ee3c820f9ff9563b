using AgentTuning.Agents;
using AgentTuning.Environments.AlfWorld.Engine;
using Microsoft.Extensions.AI;

namespace AgentTuning.Environments.AlfWorld.Reference;

/// <summary>An agent that draws any of the possible commands, each with the same probability: what is won without wanting to.</summary>
/// <remarks>One client serves one episode. It follows the game by its own replies.</remarks>
/// <param name="file">The game of the episode.</param>
/// <param name="seed">Of its draws.</param>
public sealed class AlfWorldRandomAgent(GameFile file, int seed) : WholeReplyChatClient
{
    readonly IGame _game = Games.Open(file);
    readonly Random _random = RandomDraws.Seeded(seed, 64, 0);

    /// <inheritdoc/>
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var number = _game.AdmissibleNumbers[_random.Next(_game.AdmissibleNumbers.Length)];
        _game.Apply(number);
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, $"ACTION: {_game.CommandText(number)}")) { ModelId = "random" });
    }
}
