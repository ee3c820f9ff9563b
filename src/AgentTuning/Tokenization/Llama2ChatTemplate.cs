using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using AgentTuning.Conversations;

namespace AgentTuning.Tokenization;

/// <summary>
/// The template of Llama-2-chat and AgentLM:
/// <c>&lt;s&gt;[INST] &lt;&lt;SYS&gt;&gt;⏎{system}⏎&lt;&lt;/SYS&gt;&gt;⏎⏎{user} [/INST] {assistant} &lt;/s&gt;&lt;s&gt;[INST] {user} [/INST]</c> …
/// </summary>
/// <remarks>
/// <para>Rules: texts are stripped of white space at both ends; an optional system turn comes first and an empty one counts
/// as none; then user and assistant take turns, the user first. Anything else, tool turns included, is refused. An empty
/// user turn and an empty reply without loss are rendered as such; an empty reply with loss is refused.</para>
/// <para>Tokens: <c>&lt;s&gt;</c> and <c>&lt;/s&gt;</c> are put in as ids, and what a text spells never becomes one. Each request
/// (<c>[INST] … [/INST]</c>) and each reply (space, text, space) is encoded by itself. No pattern of
/// <see cref="PreTokenizer"/> joins <c>]</c> and a space, so these are the ids of encoding the exchange as a whole, and
/// the ids of a prompt are a prefix of those with the reply added.</para>
/// <para>Mask: the tokens of a reply that has loss, which are what the model must write itself: the space that leads its first
/// word, the text, the space after it, and <c>&lt;/s&gt;</c>. Nothing else.</para>
/// </remarks>
public sealed class Llama2ChatTemplate(ITokenizer tokenizer) : IChatTemplate
{
    /// <summary>The same rendering as a Jinja template for <c>tokenizer_config.json</c>.</summary>
    public const string Jinja =
        "{%- set turns = messages -%}{%- set system = '' -%}"
        + "{%- if messages and messages[0]['role'] == 'system' -%}"
        + "{%- set system = messages[0]['content'] | trim -%}{%- set turns = messages[1:] -%}{%- endif -%}"
        + "{%- for turn in turns -%}"
        + "{%- if turn['role'] != ('user' if loop.index0 % 2 == 0 else 'assistant') -%}"
        + "{{- raise_exception('After an optional system turn, user and assistant take turns, the user first.') -}}{%- endif -%}"
        + "{%- if turn['role'] == 'assistant' -%}{{- ' ' + (turn['content'] | trim) + ' ' + eos_token -}}"
        + "{%- else -%}{{- bos_token + '[INST] ' -}}"
        + "{%- if loop.first and system -%}{{- '<<SYS>>\\n' + system + '\\n<</SYS>>\\n\\n' -}}{%- endif -%}"
        + "{{- (turn['content'] | trim) + ' [/INST]' -}}{%- endif -%}"
        + "{%- endfor -%}";

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">A turn breaks a rule of the template; the message names conversation and turn.</exception>
    public TokenizedExample Render(Conversation conversation)
    {
        var ids = ImmutableArray.CreateBuilder<int>();
        var mask = ImmutableArray.CreateBuilder<bool>();
        foreach (var segment in Segments(conversation.Turns, $"conversation {conversation.Id}, "))
        {
            if (segment is { HasLoss: true, IsEmptyReply: true })
            {
                throw new InvalidDataException(
                    $"conversation {conversation.Id}, {segment.Place} is an empty reply with loss, expected a text: the model would learn to say nothing. Set its loss to false, or leave the conversation out.");
            }

            Append(ids, segment);
            while (mask.Count < ids.Count)
                mask.Add(segment.HasLoss);
        }

        return new TokenizedExample
        {
            Id = conversation.Id,
            Source = conversation.Source,
            TokenIds = ids.DrainToImmutable(),
            Mask = mask.DrainToImmutable(),
        };
    }

    /// <inheritdoc/>
    public IReadOnlyList<int> StopIds => [tokenizer.EndOfTextId];

    /// <inheritdoc/>
    public IReadOnlyList<int> RenderPrompt(IReadOnlyList<Turn> turns, IReadOnlyList<JsonElement>? tools = null)
    {
        if (tools is { Count: > 0 })
            throw new InvalidDataException($"{tools.Count} tools are offered, expected none: the Llama 2 template has no tools.");
        var ids = ImmutableArray.CreateBuilder<int>();
        foreach (var segment in Segments(turns, where: ""))
            Append(ids, segment);
        if (turns[^1].Role != TurnRole.User)
            throw new InvalidDataException($"The last of {turns.Count} turns is of the {Name(turns[^1].Role)}, expected the user: the model replies to a user turn.");

        return ids.DrainToImmutable();
    }

    /// <summary>The rendering as text, the special tokens written as <c>&lt;s&gt;</c> and <c>&lt;/s&gt;</c>; for people, since ids cannot be had from it.</summary>
    /// <exception cref="InvalidDataException">A turn breaks a rule of the template.</exception>
    public static string RenderText(IReadOnlyList<Turn> turns)
    {
        var text = new StringBuilder();
        foreach (var segment in Segments(turns, where: ""))
            text.Append(segment.IsReply ? segment.Text + "</s>" : "<s>" + segment.Text);
        return text.ToString();
    }

    void Append(ImmutableArray<int>.Builder ids, ChatSegment segment)
    {
        if (!segment.IsReply)
            ids.Add(tokenizer.BeginningOfTextId);
        ids.AddRange(tokenizer.Encode(segment.Text));
        if (segment.IsReply)
            ids.Add(tokenizer.EndOfTextId);
    }

    static IEnumerable<ChatSegment> Segments(IReadOnlyList<Turn> turns, string where)
    {
        var system = turns.Count > 0 && turns[0].Role == TurnRole.System ? Strip(turns[0].Text) : "";
        var first = turns.Count > 0 && turns[0].Role == TurnRole.System ? 1 : 0;
        if (turns.Count == first)
            throw new InvalidDataException($"{where}{turns.Count} turns, expected a user turn: there is nothing to reply to.");

        for (var i = 0; i < turns.Count; i++)
        {
            Check(turns[i], i, first, where);
            if (i < first)
                continue;

            var text = Strip(turns[i].Text);
            var systemBlock = i == first && system.Length > 0 ? $"<<SYS>>\n{system}\n<</SYS>>\n\n" : "";
            yield return turns[i].Role == TurnRole.Assistant
                ? new ChatSegment($" {text} ", IsReply: true, turns[i].HasLoss, IsEmptyReply: text.Length == 0, Place(i))
                : new ChatSegment($"[INST] {systemBlock}{text} [/INST]", IsReply: false, HasLoss: false, IsEmptyReply: false, Place(i));
        }
    }

    static void Check(Turn turn, int index, int first, string where)
    {
        var place = where + Place(index);
        var expected = (index - first) % 2 == 0 ? TurnRole.User : TurnRole.Assistant;
        if (turn.Role == TurnRole.Tool || turn.ToolCalls is { Count: > 0 })
            throw new InvalidDataException($"{place} is of a tool or calls one, expected plain text: the Llama 2 template has no tools. Collect with text actions.");
        if (index >= first && turn.Role != expected)
            throw new InvalidDataException($"{place} is of the {Name(turn.Role)}, expected the {Name(expected)}: after an optional system turn, user and assistant take turns, the user first.");
        if (index > first && turn.StartsAfresh)
            throw new InvalidDataException($"{place} starts the context afresh, expected one context: split the turns with ConversationSplitter first.");
        if (turn.Role != TurnRole.Assistant && turn.HasLoss)
            throw new InvalidDataException($"{place} is of the {Name(turn.Role)} and has loss, expected loss on the model's own turns only. Set its loss to false or null.");
    }

    /// <summary>Without white space at both ends, as Python and Jinja count it: the four separators from U+001C to U+001F are white space.</summary>
    static string Strip(string text)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && IsWhiteSpace(text[start]))
            start++;
        while (end > start && IsWhiteSpace(text[end - 1]))
            end--;
        return text[start..end];
    }

    static bool IsWhiteSpace(char unit) => char.IsWhiteSpace(unit) || unit is >= '\u001C' and <= '\u001F';

    static string Place(int index) => $"turn {index + 1}";

    static string Name(TurnRole role) => role switch
    {
        TurnRole.System => "system",
        TurnRole.User => "user",
        TurnRole.Assistant => "assistant",
        _ => "tool",
    };
}
