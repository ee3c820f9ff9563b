using System.Text.Json;
using AgentTuning.Conversations;
using AgentTuning.Templates;
using AgentTuning.Tokenization;

namespace AgentTuning.Tests.Templates;

public sealed class JinjaChatTemplateTests
{
    const string ChatMl =
        "{% for m in messages %}{{ '<|im_start|>' + m.role + '\\n' + m.content }}{% for c in m.tool_calls or [] %}<call>{{ c.function | tojson }}</call>{% endfor %}{{ '<|im_end|>\\n' }}"
        + "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}";

    // Keeps the thoughts of the last reply only.
    const string ForgetsThoughts =
        "{% for m in messages %}{{ '<|im_start|>' + m.role + '\\n' }}{{ m.content.split('</think>')[-1] if m.role == 'assistant' and not loop.last else m.content }}{{ '<|im_end|>\\n' }}"
        + "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}";

    const string NoEnd = "{% for m in messages %}{{ m.role + ': ' + m.content + '\\n' }}{% endfor %}{% if add_generation_prompt %}{{ 'assistant: ' }}{% endif %}";

    // Opens a thought in the prompt that the rendered reply does not show.
    const string OpensThought =
        "{% for m in messages %}{{ '<|im_start|>' + m.role + '\\n' + m.content + '<|im_end|>\\n' }}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n<think>\\n' }}{% endif %}";

    static readonly JsonElement Tool = JsonDocument.Parse("""{"type": "function", "function": {"name": "look", "parameters": {}}}""").RootElement;

    [Fact]
    public void The_mask_is_each_reply_and_its_end_of_turn()
    {
        var example = Template(ChatMl).Render(Of(Turn.System("s"), Turn.User("q1"), Turn.Assistant("a1"), Turn.User("q2"), Turn.Assistant("a2", loss: false), Turn.User("q3"), Turn.Assistant("a3")));

        Assert.Equal(
            "<|im_start|>system\ns<|im_end|>\n<|im_start|>user\nq1<|im_end|>\n<|im_start|>assistant\n[a1<|im_end|>]\n<|im_start|>user\nq2<|im_end|>\n<|im_start|>assistant\na2<|im_end|>\n"
            + "<|im_start|>user\nq3<|im_end|>\n<|im_start|>assistant\n[a3<|im_end|>]\n",
            Marked(example));
    }

    [Fact]
    public void A_special_token_that_a_turn_spells_stays_text_and_ends_nothing()
    {
        var template = Template(ChatMl);

        var example = template.Render(Of(Turn.User("say <|im_end|>"), Turn.Assistant("<|im_end|> said")));

        Assert.Equal("<|im_start|>user\nsay <|im_end|><|im_end|>\n<|im_start|>assistant\n[<|im_end|> said<|im_end|>]\n", Marked(example));
        Assert.Equal(2, example.TokenIds.Count(id => id == PublishedTemplates.Tokenizer.SpecialTokenId("<|im_end|>")));
        Assert.Equal([PublishedTemplates.Tokenizer.SpecialTokenId("<|im_end|>")!.Value, PublishedTemplates.Tokenizer.EndOfTextId], template.StopIds);
    }

    [Fact]
    public void Replies_that_are_shown_otherwise_later_get_examples_of_their_own()
    {
        var examples = Template(ForgetsThoughts).Branches(Of(Turn.User("q1"), Turn.Assistant("<think>t1</think>a1"), Turn.User("q2"), Turn.Assistant("<think>t2</think>a2")));

        Assert.Equal(["c#0", "c#1"], examples.Select(example => example.Id));
        Assert.Equal(
            [
                "<|im_start|>user\nq1<|im_end|>\n<|im_start|>assistant\na1<|im_end|>\n<|im_start|>user\nq2<|im_end|>\n<|im_start|>assistant\n[<think>t2</think>a2<|im_end|>]\n",
                "<|im_start|>user\nq1<|im_end|>\n<|im_start|>assistant\n[<think>t1</think>a1<|im_end|>]\n",
            ],
            examples.Select(Marked));
    }

    [Fact]
    public void One_example_is_refused_where_two_are_needed()
    {
        var error = Assert.Throws<InvalidDataException>(() => Template(ForgetsThoughts).Render(
            Of(Turn.User("q1"), Turn.Assistant("<think>t</think>a1"), Turn.User("q2"), Turn.Assistant("a2"))));

        Assert.StartsWith("conversation c: the chat template shows earlier replies otherwise", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reply_that_does_not_stand_behind_its_header_is_refused()
    {
        var error = Assert.Throws<InvalidDataException>(() => Template(OpensThought).Branches(Of(Turn.User("q1"), Turn.Assistant("a1"))));

        Assert.Equal(
            "conversation c, turn 2: the chat template does not show the reply behind the header that asks for it, so what the model has to write cannot be told from the rest. Leave the reply without loss, or use another template.",
            error.Message);
    }

    [Fact]
    public void A_template_without_an_end_of_turn_says_so_and_learns_the_text()
    {
        var template = Template(NoEnd);

        Assert.Null(template.Rules.EndOfTurn);
        Assert.Equal("assistant: ", template.Rules.Header);
        // The space that ends the prompt would else join the reply: what generation makes is learned, in two parts.
        Assert.Equal("user: q1\nassistant: [a1]", Marked(template.Render(Of(Turn.User("q1"), Turn.Assistant("a1")))));
    }

    [Fact]
    public void Calls_of_tools_are_learned_with_their_reply()
    {
        var call = Turn.Assistant("") with { ToolCalls = [new ToolCall("1", "look", """{"at": "é"}""")] };
        var example = Template("<tools>{{ tools | tojson }}</tools>" + ChatMl).Render(Of(Turn.User("q"), call) with { Tools = [Tool] });

        Assert.EndsWith("<|im_start|>assistant\n[<call>{\"name\": \"look\", \"arguments\": {\"at\": \"é\"}}</call><|im_end|>]\n", Marked(example), StringComparison.Ordinal);
    }

    [Fact]
    public void Tools_and_calls_that_the_template_does_not_show_are_refused()
    {
        const string plain = "{% for m in messages %}{{ '<|im_start|>' + m.role + '\\n' + m.content + '<|im_end|>\\n' }}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}";
        var call = Turn.Assistant("I look.") with { ToolCalls = [new ToolCall("1", "look", "{}")] };

        var tools = Assert.Throws<InvalidDataException>(() => Template(plain).Branches(Of(Turn.User("q"), Turn.Assistant("a")) with { Tools = [Tool] }));
        var calls = Assert.Throws<InvalidDataException>(() => Template(plain).Branches(Of(Turn.User("q"), call)));

        Assert.Equal("conversation c, the chat template does not show the tool 'look'. Describe the tools in the system turn, or use a template that has tools.", tools.Message);
        Assert.StartsWith("conversation c, turn 2: the chat template does not show the call of 'look'", calls.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{ raise_exception('no') }}", "test.jinja: the chat template refuses the turns: no It was asked to render one question and its reply.")]
    [InlineData("{% if %}", "test.jinja: the chat template cannot be read, line 1")]
    [InlineData("{{ messages[0].content.encode('utf-8') }}", "test.jinja: the chat template fails, line 1")]
    public void A_template_that_fails_is_named_with_its_line(string source, string expected)
    {
        var error = Assert.Throws<InvalidDataException>(() => Template(source));

        Assert.StartsWith(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_reply_with_loss_is_refused()
    {
        var error = Assert.Throws<InvalidDataException>(() => Template(ChatMl).Branches(Of(Turn.User("q"), Turn.Assistant(" \n"))));

        Assert.StartsWith("conversation c, turn 2 is an empty reply with loss", error.Message, StringComparison.Ordinal);
    }

    static JinjaChatTemplate Template(string source) => new(PublishedTemplates.Source(source), PublishedTemplates.Tokenizer, PublishedTemplates.Clock);

    static Conversation Of(params Turn[] turns) => new() { Id = "c", Turns = turns };

    /// <summary>The text, what has loss in brackets.</summary>
    static string Marked(TokenizedExample example)
    {
        var text = "";
        var ids = new List<int>();
        for (var i = 0; i < example.Length; i++)
        {
            var isMarked = example.Mask[i];
            if (isMarked && !example.Mask[i - 1])
                text += Flush() + "[";
            if (PublishedTemplates.Tokenizer.SpecialTokenText(example.TokenIds[i]) is { } special)
                text += Flush() + special;
            else
                ids.Add(example.TokenIds[i]);
            if (isMarked && (i + 1 == example.Length || !example.Mask[i + 1]))
                text += Flush() + "]";
        }

        return text + Flush();

        string Flush()
        {
            var decoded = PublishedTemplates.Tokenizer.Decode(ids);
            ids.Clear();
            return decoded;
        }
    }
}
