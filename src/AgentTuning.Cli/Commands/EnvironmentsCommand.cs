using System.CommandLine;

namespace AgentTuning.Cli.Commands;

/// <summary><c>agenttuning environments</c>: what there is, and whether its components are present.</summary>
static class EnvironmentsCommand
{
    public static Command Create(CommandContext context)
    {
        var json = new Option<bool>("--json") { Description = "Write JSON." };
        var command = new CommandWithExamples("environments", "List the environments and whether their components are present.")
        {
            Examples =
            [
                ("agenttuning environments", "What can be collected and evaluated on this machine"),
                ("agenttuning environments --json", "The same for a program"),
            ],
        };
        command.Options.Add(json);
        command.SetAction((result, cancellationToken) => RunAsync(result.GetValue(json), context, cancellationToken));
        return command;
    }

    static async Task<int> RunAsync(bool asJson, CommandContext context, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await context.Output.WriteLineAsync(asJson ? "[]" : "none");
        return 0;
    }
}
