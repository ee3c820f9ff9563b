using System.CommandLine;
using AgentTuning.Cli.AlfWorld;

namespace AgentTuning.Cli.Commands;

/// <summary><c>agenttuning alfworld</c>: works on game files of the household environment.</summary>
static class AlfWorldCommand
{
    public static Command Create(CommandContext context) => new("alfworld", "Generate households, say how hard they are, let agents play them, and compare the engine with recorded games.")
    {
        AlfWorldCheck.Create(context),
        AlfWorldGenerate.Create(context),
        AlfWorldReport.Create(context),
        AlfWorldVerify.Create(context),
    };
}
