using Microsoft.Extensions.AI;
using OpenAI.Chat;

namespace AgentTuning.Cli.Agents;

/// <summary>Names the limit of a reply also as <c>max_tokens</c>: compatible servers often do not know the newer <c>max_completion_tokens</c>.</summary>
sealed class TokenLimitChatClient(IChatClient inner) : DelegatingChatClient(inner)
{
    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<Microsoft.Extensions.AI.ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (options?.MaxOutputTokens is { } limit)
        {
            options = options.Clone();
            options.RawRepresentationFactory = _ =>
            {
                var raw = new ChatCompletionOptions();
#pragma warning disable SCME0001 // The only way the official client offers to send a field that it does not know.
                raw.Patch.Set("$.max_tokens"u8, limit);
#pragma warning restore SCME0001
                return raw;
            };
        }

        return base.GetResponseAsync(messages, options, cancellationToken);
    }
}
