using System.CommandLine;
using AgentTuning.Cli.TaskChecks;

namespace AgentTuning.Cli.Commands;

/// <summary><c>agenttuning os</c>: looks at the tasks of the operating-system environment.</summary>
static class OsCommand
{
    public static Command Create(CommandContext context) => new("os", "Check the tasks of the operating-system environment.")
    {
        OsCheck.Create(context),
    };
}
