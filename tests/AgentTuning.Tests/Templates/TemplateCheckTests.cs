using AgentTuning.Templates;

namespace AgentTuning.Tests.Templates;

public sealed class TemplateCheckTests
{
    [Theory]
    [InlineData("Qwen-Qwen2.5-7B-Instruct.jinja", 17, 0, 1)]
    [InlineData("mistralai-Mistral-Nemo-Instruct-2407.jinja", 10, 4, 4)]
    [InlineData("microsoft-Phi-3.5-mini-instruct.jinja", 13, 0, 5)]
    [InlineData("NousResearch-Hermes-2-Pro-Llama-3-8B-tool_use.jinja", 1, 4, 13)]
    public void Published_templates_keep_split_and_refuse_shapes(string name, int appendOnly, int split, int refused)
    {
        var source = PublishedTemplates.Source(File.ReadAllText(SharedFiles.Require("chat-templates/" + name)));

        foreach (var tokenizer in new[] { PublishedTemplates.Tokenizer, null })
        {
            var report = TemplateCheck.Run(source, tokenizer, PublishedTemplates.Clock);

            Assert.Equal(appendOnly, report.Shapes.Count(shape => shape.Verdict == ShapeVerdict.AppendOnly));
            Assert.Equal(split, report.Shapes.Count(shape => shape.Verdict == ShapeVerdict.Split));
            Assert.Equal(refused, report.Shapes.Count(shape => shape.Verdict == ShapeVerdict.Refused));
            Assert.Equal(split == 0, report.IsAppendOnly);
            Assert.Equal(split, report.Shapes.Count(shape => shape.Examples > 1));
        }
    }

    [Fact]
    public void A_split_names_what_is_shown_otherwise()
    {
        const string forgets = "{% for m in messages %}<|im_start|>{{ m.role }}: {{ m.content.split('</think>')[-1] if not loop.last else m.content }}<|im_end|>{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant: {% endif %}";

        var report = TemplateCheck.Run(PublishedTemplates.Source(forgets), tokenizer: null, PublishedTemplates.Clock);

        var thoughts = Assert.Single(report.Shapes, shape => shape.Shape == "a thought in each reply");
        Assert.Equal(ShapeVerdict.Split, thoughts.Verdict);
        Assert.Equal(2, thoughts.Examples);
        Assert.Equal("""turn 2 is shown as ">assistant: <think>\nt1\n<" when it is the last, and as ">assistant: \n\na1<|im_end" later""", thoughts.Remark);
    }

    [Fact]
    public void The_rules_of_a_template_are_named()
    {
        var source = PublishedTemplates.Source(File.ReadAllText(SharedFiles.Require("chat-templates/microsoft-Phi-3.5-mini-instruct.jinja")));

        var rules = TemplateCheck.Run(source, PublishedTemplates.Tokenizer, PublishedTemplates.Clock).Rules;

        Assert.Equal(("<|assistant|>\n", "", "<|end|>", "\n</s>"), (rules.Header, rules.BeforeEnd, rules.EndOfTurn, rules.AfterEnd));
    }
}
