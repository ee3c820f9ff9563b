using System.CommandLine;
using AgentTuning.Cli.Templates;

namespace AgentTuning.Cli.Commands;

/// <summary><c>agenttuning template</c>: renders chat templates, and says what they do to training data.</summary>
static class TemplateCommand
{
    public static Command Create(CommandContext context) => new("template", "Render chat templates, and see what they do to training data.")
    {
        TemplateRender.Create(context),
        TemplateCheckCommand.Create(context),
    };
}
