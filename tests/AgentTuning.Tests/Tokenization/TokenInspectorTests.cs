using AgentTuning.Conversations;
using AgentTuning.Tokenization;

namespace AgentTuning.Tests.Tokenization;

public sealed class TokenInspectorTests
{
    static readonly TokenInspector Inspector = new(TinyTokenizer.Instance);

    [Fact]
    public void What_has_loss_stands_in_brackets_below_the_figures()
    {
        var example = Render(Turn.User("XY"), Turn.Assistant("Z9"));

        var text = Inspector.Inspect(example);

        Assert.Equal($"c: {example.Length} tokens, 5 with loss ({500.0 / example.Length:0.0} %)\n<s>[INST] XY [/INST]⟦ Z9 </s>⟧\n", text);
    }

    [Fact]
    public void Color_takes_the_place_of_brackets()
    {
        var text = Inspector.Inspect(Render(Turn.User("XY"), Turn.Assistant("Z9")), new TokenInspectorOptions { Color = true });

        Assert.EndsWith("<s>[INST] XY [/INST]\e[32m Z9 </s>\e[0m\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Tokens_can_be_told_apart()
    {
        var text = Inspector.Inspect(Render(Turn.User("XY"), Turn.Assistant("Z9")), new TokenInspectorOptions { ShowsTokens = true });

        Assert.EndsWith("⟦ ·Z·9· ·</s>⟧\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_cannot_drive_the_terminal_or_hide()
    {
        var text = Inspector.Inspect(Render(Turn.User("a\e[2Jb\r\u202Ec\nd\te"), Turn.Assistant("ok")));

        Assert.Contains("a\\u{1B}[2Jb\\u{D}\\u{202E}c\nd\te", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Characters_of_several_tokens_stay_whole()
    {
        var text = Inspector.Inspect(Render(Turn.User("🦙"), Turn.Assistant("東")));

        Assert.Contains("🦙", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\uFFFD', text);
    }

    static TokenizedExample Render(params Turn[] turns) =>
        new Llama2ChatTemplate(TinyTokenizer.Instance).Render(new Conversation { Id = "c", Turns = turns });
}
