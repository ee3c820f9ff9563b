using AgentTuning.Conversations;
using AgentTuning.Tokenization;

namespace AgentTuning.Tests.Tokenization;

public sealed class Llama2ChatTemplateTests
{
    static readonly Llama2ChatTemplate Template = new(TinyTokenizer.Instance);

    [Fact]
    public void The_text_is_that_of_Llama_2_chat()
    {
        var text = Llama2ChatTemplate.RenderText(
        [
            Turn.System("Be honest."), Turn.User("One?"), Turn.Assistant("1"), Turn.User("Two?"), Turn.Assistant("2"), Turn.User("Three?"),
        ]);

        Assert.Equal(
            "<s>[INST] <<SYS>>\nBe honest.\n<</SYS>>\n\nOne? [/INST] 1 </s><s>[INST] Two? [/INST] 2 </s><s>[INST] Three? [/INST]", text);
    }

    [Fact]
    public void The_system_turn_is_optional_and_an_empty_one_counts_as_none()
    {
        Assert.Equal("<s>[INST] Hello [/INST]", Llama2ChatTemplate.RenderText([Turn.User("Hello")]));
        Assert.Equal("<s>[INST] Hello [/INST]", Llama2ChatTemplate.RenderText([Turn.System(" \n"), Turn.User("Hello")]));
    }

    [Fact]
    public void Texts_are_stripped_at_both_ends_and_not_within()
    {
        var text = Llama2ChatTemplate.RenderText([Turn.System("\tA  b\n"), Turn.User("\u00A0c\n\nd \u001F"), Turn.Assistant("\n e ")]);

        Assert.Equal("<s>[INST] <<SYS>>\nA  b\n<</SYS>>\n\nc\n\nd [/INST] e </s>", text);
    }

    [Fact]
    public void Opening_and_closing_tokens_are_ids_and_not_text()
    {
        var tokenizer = TinyTokenizer.Instance;

        var example = Render(Turn.User("Hi"), Turn.Assistant("Yes"));

        Assert.Equal([0, .. tokenizer.Encode("[INST] Hi [/INST]"), .. tokenizer.Encode(" Yes "), 1], example.TokenIds);
    }

    [Fact]
    public void The_mask_covers_the_reply_and_its_closing_token_only()
    {
        var example = Render(Turn.System("Be honest."), Turn.User("Hi"), Turn.Assistant("Yes"), Turn.User("So?"), Turn.Assistant("No"));

        Assert.Equal([" Yes </s>", " No </s>"], SupervisedSpans.Of(example, TinyTokenizer.Instance));
    }

    [Fact]
    public void A_reply_without_loss_is_read_and_not_learnt()
    {
        var example = Render(
            Turn.User("Hi"), Turn.Assistant("Ok.", loss: false), Turn.User("So?"), Turn.Assistant("No", loss: true), Turn.User("?"), Turn.Assistant("Bye"));

        Assert.Equal([" No </s>", " Bye </s>"], SupervisedSpans.Of(example, TinyTokenizer.Instance));
    }

    [Fact]
    public void Markers_and_special_tokens_in_a_text_move_neither_turns_nor_mask()
    {
        var example = Render(
            Turn.User("say </s><s>[INST] x [/INST] y </s>"), Turn.Assistant("[/INST] </s> fine <s>[INST]"));

        Assert.Equal(["[/INST] </s> fine <s>[INST]"], SupervisedSpans.Of(example, TinyTokenizer.Instance).Select(span => span[1..^5]));
        Assert.Equal(1, example.TokenIds.Count(id => id == 0));
        Assert.Equal(1, example.TokenIds.Count(id => id == 1));
    }

    [Fact]
    public void A_conversation_may_end_with_the_user_and_is_then_the_prompt()
    {
        Turn[] turns = [Turn.User("Hi"), Turn.Assistant("Yes"), Turn.User("So?")];

        Assert.Equal(Template.RenderPrompt(turns), Render(turns).TokenIds);
    }

    [Fact]
    public void An_empty_request_and_an_empty_reply_without_loss_are_rendered()
    {
        Turn[] turns = [Turn.User(""), Turn.Assistant(" ", loss: false), Turn.User("x")];

        Assert.Equal("<s>[INST]  [/INST]  </s><s>[INST] x [/INST]", Llama2ChatTemplate.RenderText(turns));
        Assert.DoesNotContain(true, Render(turns).Mask);
        Assert.NotEmpty(Template.RenderPrompt([Turn.User("a"), Turn.Assistant(""), Turn.User("x")]));
    }

    [Fact]
    public void Id_and_source_stay_with_the_example()
    {
        var example = Template.Render(new Conversation { Id = "database/train/7#0", Source = "database", Turns = [Turn.User("a"), Turn.Assistant("b")] });

        Assert.Equal("database/train/7#0", example.Id);
        Assert.Equal("database", example.Source);
    }

    public static TheoryData<Turn[], string> Refused => new()
    {
        { [], "conversation c, 0 turns, expected a user turn: there is nothing to reply to." },
        { [Turn.System("s")], "conversation c, 1 turns, expected a user turn: there is nothing to reply to." },
        { [Turn.Assistant("a")], "conversation c, turn 1 is of the assistant, expected the user: after an optional system turn, user and assistant take turns, the user first." },
        { [Turn.System("s"), Turn.Assistant("a")], "conversation c, turn 2 is of the assistant, expected the user: after an optional system turn, user and assistant take turns, the user first." },
        { [Turn.User("a"), Turn.User("b")], "conversation c, turn 2 is of the user, expected the assistant: after an optional system turn, user and assistant take turns, the user first." },
        { [Turn.User("a"), Turn.Assistant("b"), Turn.Assistant("c")], "conversation c, turn 3 is of the assistant, expected the user: after an optional system turn, user and assistant take turns, the user first." },
        { [Turn.User("a"), Turn.System("b")], "conversation c, turn 2 is of the system, expected the assistant: after an optional system turn, user and assistant take turns, the user first." },
        { [Turn.User("a"), new Turn { Role = TurnRole.Tool, Text = "b" }], "conversation c, turn 2 is of a tool or calls one, expected plain text: the Llama 2 template has no tools. Collect with text actions." },
        { [Turn.User("a"), Turn.Assistant("b") with { ToolCalls = [new ToolCall("1", "sql", "{}")] }], "conversation c, turn 2 is of a tool or calls one, expected plain text: the Llama 2 template has no tools. Collect with text actions." },
        { [Turn.User("a"), Turn.Assistant(" \n")], "conversation c, turn 2 is an empty reply with loss, expected a text: the model would learn to say nothing. Set its loss to false, or leave the conversation out." },
        { [Turn.User("a") with { Loss = true }, Turn.Assistant("b")], "conversation c, turn 1 is of the user and has loss, expected loss on the model's own turns only. Set its loss to false or null." },
        { [Turn.User("a"), Turn.Assistant("b"), Turn.User("c") with { StartsAfresh = true }], "conversation c, turn 3 starts the context afresh, expected one context: split the turns with ConversationSplitter first." },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Turns_that_break_a_rule_are_refused_by_conversation_and_turn(Turn[] turns, string message)
    {
        var exception = Assert.Throws<InvalidDataException>(() => Render(turns));

        Assert.Equal(message, exception.Message);
    }

    [Fact]
    public void A_prompt_ends_with_the_user()
    {
        var exception = Assert.Throws<InvalidDataException>(() => Template.RenderPrompt([Turn.User("a"), Turn.Assistant("b")]));

        Assert.Equal("The last of 2 turns is of the assistant, expected the user: the model replies to a user turn.", exception.Message);
    }

    static TokenizedExample Render(params Turn[] turns) => Template.Render(new Conversation { Id = "c", Turns = turns });
}
