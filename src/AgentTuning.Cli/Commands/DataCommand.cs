using System.CommandLine;
using AgentTuning.Cli.Inspection;

namespace AgentTuning.Cli.Commands;

/// <summary><c>agenttuning data</c>: looks into training data.</summary>
static class DataCommand
{
    public static Command Create(CommandContext context) => new("data", "Look into training data.")
    {
        DataInspect.Create(context),
    };
}
