using System.Text.Json;
using AgentTuning.Conversations;
using AgentTuning.Tokenization;

namespace AgentTuning.Tests.Fitting;

/// <summary>A template whose tokens are letters: a turn is a role's letter and its text. It wants the user to speak first.</summary>
sealed class LetterTemplate : IChatTemplate
{
    public TokenizedExample Render(Conversation conversation)
    {
        if (conversation.Turns.FirstOrDefault(turn => turn.Role != TurnRole.System)?.Role != TurnRole.User)
            throw new InvalidDataException($"{conversation.Id}: the user speaks first.");
        var (text, mask) = ("", new List<bool>());
        foreach (var turn in conversation.Turns)
        {
            text += $"{turn.Role.ToString()[0]}{turn.Text}";
            mask.AddRange([false, .. turn.Text.Select(_ => turn.HasLoss)]);
        }

        return new() { Id = conversation.Id, Source = conversation.Source, TokenIds = [.. text.Select(letter => (int)letter)], Mask = [.. mask] };
    }

    public IReadOnlyList<int> StopIds => [];

    public IReadOnlyList<int> RenderPrompt(IReadOnlyList<Turn> turns, IReadOnlyList<JsonElement>? tools = null) => throw new NotSupportedException();

    public static string TextOf(TokenizedExample example) => string.Concat(example.TokenIds.Select(id => (char)id));

    public static string LearnedOf(TokenizedExample example) => string.Concat(example.TokenIds.Where((_, i) => example.Mask[i]).Select(id => (char)id));
}
