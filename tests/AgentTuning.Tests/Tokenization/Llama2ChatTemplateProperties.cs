using AgentTuning.Conversations;
using AgentTuning.Tokenization;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace AgentTuning.Tests.Tokenization;

public sealed class Llama2ChatTemplateProperties
{
    static readonly Llama2ChatTemplate Template = new(TinyTokenizer.Instance);

    [Property(MaxTest = 300)]
    public Property A_prompt_is_a_strict_prefix_of_itself_with_the_reply_added() => Prop.ForAll(
        Conversations(),
        turns => Replies(turns).All(reply =>
        {
            var prompt = Template.RenderPrompt(turns[..reply]);
            var whole = Render(turns[..(reply + 1)]).TokenIds;
            return whole.Length > prompt.Count && whole.Take(prompt.Count).SequenceEqual(prompt);
        }));

    [Property(MaxTest = 300)]
    public Property Every_rendering_is_a_prefix_of_itself_with_more_turns() => Prop.ForAll(
        Conversations(),
        turns => Replies(turns).All(reply =>
        {
            var part = Render(turns[..(reply + 1)]);
            var whole = Render(turns);
            return whole.TokenIds.Take(part.Length).SequenceEqual(part.TokenIds) && whole.Mask.Take(part.Length).SequenceEqual(part.Mask);
        }));

    [Property(MaxTest = 300)]
    public Property The_mask_is_every_reply_with_loss_and_its_closing_token() => Prop.ForAll(
        Conversations(),
        turns =>
        {
            var expected = turns.Where(turn => turn.Role == TurnRole.Assistant && turn.HasLoss).Select(turn => $" {turn.Text.Trim(Strippable)} </s>");
            return SupervisedSpans.Of(Render(turns), TinyTokenizer.Instance).SequenceEqual(expected);
        });

    [Property(MaxTest = 300)]
    public Property The_ids_between_opening_and_closing_tokens_are_those_of_the_text_as_a_whole() => Prop.ForAll(
        Conversations(),
        turns =>
        {
            var exchange = new List<int>();
            foreach (var id in Render(turns).TokenIds)
            {
                if (id is not (0 or 1))
                {
                    exchange.Add(id);
                    continue;
                }

                if (!exchange.SequenceEqual(TinyTokenizer.Instance.Encode(TinyTokenizer.Instance.Decode(exchange))))
                    return false;
                exchange.Clear();
            }

            return true;
        });

    [Property(MaxTest = 300)]
    public Property There_is_one_opening_token_for_each_request_and_one_closing_token_for_each_reply() => Prop.ForAll(
        Conversations(),
        turns =>
        {
            var ids = Render(turns).TokenIds;
            return ids.Count(id => id == 0) == turns.Count(turn => turn.Role == TurnRole.User)
                && ids.Count(id => id == 1) == turns.Count(turn => turn.Role == TurnRole.Assistant);
        });

    static char[] Strippable { get; } = [.. Enumerable.Range(0, 0x10000).Select(code => (char)code).Where(unit => char.IsWhiteSpace(unit) || unit is >= '\u001C' and <= '\u001F')];

    static TokenizedExample Render(Turn[] turns) => Template.Render(new Conversation { Id = "c", Turns = turns });

    static IEnumerable<int> Replies(Turn[] turns) => Enumerable.Range(0, turns.Length).Where(i => turns[i].Role == TurnRole.Assistant);

    static Arbitrary<Turn[]> Conversations()
    {
        var text = UnicodeText.Any().Generator;
        var reply = text.Select(said => "a" + said).Or(text.Select(said => said + "."));
        var exchange = from request in text
                       from answer in reply
                       from loss in Gen.Elements<bool?>(null, true, false)
                       select new[] { Turn.User(request), Turn.Assistant(answer, loss) };
        return (from system in Gen.Elements(true, false)
                from prompt in text
                from exchanges in exchange.NonEmptyListOf()
                select (Turn[])[.. system ? new[] { Turn.System(prompt) } : [], .. exchanges.SelectMany(turns => turns)]).ToArbitrary();
    }
}
