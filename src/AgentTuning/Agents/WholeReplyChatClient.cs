using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace AgentTuning.Agents;

/// <summary>A chat client that has each reply whole, and holds nothing: a script, a rule, a plan. Whoever streams from it gets the reply in one piece.</summary>
public abstract class WholeReplyChatClient : IChatClient
{
    /// <inheritdoc/>
    public abstract Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default);

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
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what a client holds besides; most hold nothing.</summary>
    /// <param name="disposing">Always true: no client is finalized.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}
