using System.Text.Json;
using AgentTuning.Conversations;

namespace AgentTuning.Tokenization;

/// <summary>Renders conversations for one family of models. The same rendering serves training, serving and evaluation.</summary>
/// <remarks>Append-only: the ids of a prompt are a prefix of the ids of the same conversation with the reply added.</remarks>
public interface IChatTemplate
{
    /// <summary>The ids of a whole conversation, with the loss mask over the model's own turns that have loss.</summary>
    /// <exception cref="InvalidDataException">The turns cannot be rendered: an empty conversation, two turns of the user in a row where the template wants one.</exception>
    TokenizedExample Render(Conversation conversation);

    /// <summary>The examples of a conversation: itself, or, where the template shows earlier replies otherwise than they were generated, one for each way in which replies are shown.</summary>
    /// <remarks>Every reply with loss has loss in exactly one example, in which it stands behind the prompt that it was an answer to.</remarks>
    /// <exception cref="InvalidDataException">The turns cannot be rendered.</exception>
    IReadOnlyList<TokenizedExample> Branches(Conversation conversation) => [Render(conversation)];

    /// <summary>The ids at which the model's turn ends.</summary>
    IReadOnlyList<int> StopIds { get; }

    /// <summary>The ids up to where the model's next reply begins.</summary>
    /// <exception cref="InvalidDataException">The turns cannot be rendered, or the last one is the model's.</exception>
    IReadOnlyList<int> RenderPrompt(IReadOnlyList<Turn> turns, IReadOnlyList<JsonElement>? tools = null);
}
