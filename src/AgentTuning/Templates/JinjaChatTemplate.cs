using System.Collections.Immutable;
using System.Text.Json;
using AgentTuning.Conversations;
using AgentTuning.Templates.Jinja;
using AgentTuning.Tokenization;

namespace AgentTuning.Templates;

/// <summary>A model's own chat template, and the loss mask that follows from what it renders.</summary>
/// <remarks>
/// <para>Ids are those of the whole rendering. A special token is one only where the template wrote it; what a conversation spells stays text.</para>
/// <para>Mask: a reply from where its prompt ends to its end of turn, by <see cref="TemplateRules"/>. The ids of the prompt are the first ids of the example, or the
/// reply has an example of its own (see <see cref="Branches"/>).</para>
/// <para>Safe for several callers at once.</para>
/// </remarks>
public sealed class JinjaChatTemplate : IChatTemplate
{
    readonly TemplateRenderer _renderer;
    readonly ITokenizer _tokenizer;
    readonly BranchFinder _branches;

    /// <param name="source">The template.</param>
    /// <param name="tokenizer">The model's tokenizer.</param>
    /// <param name="clock">What templates read that write today's date.</param>
    /// <exception cref="InvalidDataException">The template cannot be read, or cannot render a question and a reply.</exception>
    public JinjaChatTemplate(ChatTemplateSource source, ITokenizer tokenizer, TimeProvider clock)
    {
        (_renderer, _tokenizer) = (new TemplateRenderer(source, clock), tokenizer);
        Rules = TemplateRules.Learn(_renderer, tokenizer.SpecialTokenAt);
        _branches = new BranchFinder(_renderer, Rules, tokenizer);
        StopIds = StopsOf(Rules, tokenizer);
    }

    /// <summary>Who writes which part of a turn.</summary>
    public TemplateRules Rules { get; }

    /// <inheritdoc/>
    public IReadOnlyList<int> StopIds { get; }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The template cannot render the turns, or needs several examples for them.</exception>
    public TokenizedExample Render(Conversation conversation) => Branches(conversation) is [var only]
        ? only
        : throw new InvalidDataException(
            $"conversation {conversation.Id}: the chat template shows earlier replies otherwise than they were generated, so that one example cannot hold them all. Ask for the branches.");

    /// <inheritdoc/>
    public IReadOnlyList<TokenizedExample> Branches(Conversation conversation)
    {
        try
        {
            Check(conversation);
            var branches = _branches.Find(conversation);
            return [.. branches.Select((branch, index) => Example(conversation, branch, branches.Count == 1 ? conversation.Id : $"{conversation.Id}#{index}"))];
        }
        catch (InvalidDataException exception) when (!exception.Message.StartsWith("conversation ", StringComparison.Ordinal))
        {
            throw new InvalidDataException($"conversation {conversation.Id}, {exception.Message}", exception);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<int> RenderPrompt(IReadOnlyList<Turn> turns, IReadOnlyList<JsonElement>? tools = null)
    {
        if (turns.Count == 0)
            throw new InvalidDataException("There are no turns, expected at least one: there is nothing to reply to.");
        if (turns[^1].Role == TurnRole.Assistant)
            throw new InvalidDataException($"The last of {turns.Count} turns is the model's, expected another: the model replies to a turn.");
        return _tokenizer.Encode(Rendering.Parts(_renderer.Render(turns, tools, asksForReply: true))).TokenIds;
    }

    /// <summary>The ids at which the model's turn ends: the end of turn, and the end of text.</summary>
    internal static IReadOnlyList<int> StopsOf(TemplateRules rules, ITokenizer tokenizer)
    {
        int[] stops = rules.EndOfTurn is { } end && tokenizer.SpecialTokenId(end) is { } id ? [id] : [];
        return stops.Contains(tokenizer.EndOfTextId) ? stops : [.. stops, tokenizer.EndOfTextId];
    }

    static TokenizedExample Example(Conversation conversation, RenderedBranch branch, string id)
    {
        var ids = branch.Ids!;
        return new TokenizedExample
        {
            Id = id,
            Source = conversation.Source,
            TokenIds = ids.TokenIds,
            Mask = MaskOf(ids, branch),
        };
    }

    // A token is the model's own where all of it is.
    static ImmutableArray<bool> MaskOf(TokenizedText ids, RenderedBranch branch)
    {
        var mask = new bool[ids.Starts.Length];
        var end = branch.Text.Length;
        for (var i = mask.Length - 1; i > 0; i--)
        {
            mask[i] = branch.Own.Any(span => ids.Starts[i] >= span.Start && end <= span.End);
            if (ids.Starts[i - 1] < ids.Starts[i])
                end = ids.Starts[i];
        }

        return [.. mask];
    }

    static void Check(Conversation conversation)
    {
        if (conversation.Turns.Count == 0)
            throw new InvalidDataException("it has no turns, expected at least one.");
        for (var i = 0; i < conversation.Turns.Count; i++)
        {
            var turn = conversation.Turns[i];
            if (i > 0 && turn.StartsAfresh)
                throw new InvalidDataException($"turn {i + 1} starts the context afresh, expected one context: split the turns with ConversationSplitter first.");
            if (turn.Role != TurnRole.Assistant && turn.HasLoss)
                throw new InvalidDataException($"turn {i + 1} is of the {ConversationMessages.NameOf(turn.Role)} and has loss, expected loss on the model's own turns only. Set its loss to false or null.");
            if (turn.HasLoss && turn.Text.All(PythonText.IsWhiteSpace) && turn.ToolCalls is not { Count: > 0 })
                throw new InvalidDataException($"turn {i + 1} is an empty reply with loss, expected a text: the model would learn to say nothing. Set its loss to false, or leave the conversation out.");
        }
    }
}
