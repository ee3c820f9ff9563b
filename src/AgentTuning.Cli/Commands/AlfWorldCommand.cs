using System.CommandLine;
using AgentTuning.Cli.AlfWorld;

namespace AgentTuning.Cli.Commands;

/// <summary><c>agenttuning alfworld</c>: works on game files of the household environment.</summary>
static class AlfWorldCommand
{
    public static Command Create(CommandContext context) => new("alfworld", "Compare the ALFWorld engine with recorded games.")
    {
        AlfWorldVerify.Create(context),
    };
}
