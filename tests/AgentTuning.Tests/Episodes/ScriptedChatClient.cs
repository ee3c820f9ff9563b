using Microsoft.Extensions.AI;

namespace AgentTuning.Tests.Episodes;

/// <summary>Answers with what the script says for the nth call, and keeps what it was asked.</summary>
sealed class ScriptedChatClient(Func<int, ChatResponse> script) : IChatClient
{
    public List<ChatMessage[]> Calls { get; } = [];

    public ChatOptions? LastOptions { get; private set; }

    public bool IsDisposed { get; private set; }

    public static ScriptedChatClient Replying(params string[] replies) =>
        new(call => new ChatResponse(new ChatMessage(ChatRole.Assistant, replies[call])));

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Calls.Add([.. messages]);
        LastOptions = options;
        return Task.FromResult(script(Calls.Count - 1));
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Nobody streams from a script.");

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose() => IsDisposed = true;
}
