using System.CommandLine;
using AgentTuning.Templates;
using AgentTuning.Templates.Jinja;

namespace AgentTuning.Cli.Templates;

/// <summary><c>agenttuning template render</c>: the text that a template makes of a conversation, and nothing else.</summary>
static class TemplateRender
{
    public static Command Create(CommandContext context)
    {
        var template = new Argument<string>("template") { Description = "A chat template in Jinja.", HelpName = "template.jinja" };
        var conversation = new Argument<string>("conversation")
        {
            Description = "JSON: a list of messages, or an object with messages and any other variables, such as tools, add_generation_prompt and bos_token.",
            HelpName = "conversation.json",
        };
        var command = new CommandWithExamples("render", "Write the text that a template makes of a conversation, and nothing else.")
        {
            Examples =
            [
                ("agenttuning template render chat_template.jinja conversation.json", "Write the rendering to standard output, to the byte as transformers does"),
                ("agenttuning template render chat_template.jinja conversation.json | diff - expected.txt", "Compare with another implementation"),
            ],
        };
        command.Arguments.Add(template);
        command.Arguments.Add(conversation);
        command.SetAction(async (result, cancellationToken) =>
        {
            var (source, input) = (Existing(result.GetValue(template)!), Existing(result.GetValue(conversation)!));
            var variables = TemplateInput.Parse(await File.ReadAllBytesAsync(input, cancellationToken), input);
            try
            {
                var text = JinjaTemplate.Parse(await File.ReadAllTextAsync(source, cancellationToken))
                    .Render(variables, context.Clock, cancellationToken: cancellationToken);
                await context.Output.WriteAsync(text.Text);
            }
            catch (JinjaRefusal refusal)
            {
                throw new InvalidDataException($"{source} refuses {input}: {refusal.Message}", refusal);
            }
            catch (JinjaException exception)
            {
                throw new InvalidDataException($"{source}, {exception.Message}", exception);
            }

            return 0;
        });
        return command;
    }

    static string Existing(string path) => File.Exists(path) ? path : throw new UsageException($"{path}: there is no such file.");
}
