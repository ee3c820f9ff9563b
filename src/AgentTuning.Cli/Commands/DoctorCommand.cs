using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using AgentTuning.Cli.Listing;
using AgentTuning.Environments;
using AgentTuning.Environments.Sandboxes;
using AgentTuning.Files;

namespace AgentTuning.Cli.Commands;

/// <summary><c>agenttuning doctor</c>: what works on this machine, why the rest does not, and what to do.</summary>
static class DoctorCommand
{
    const int SomethingMissing = 1;

    public static Command Create(CommandContext context)
    {
        var json = new Option<bool>("--json") { Description = "Write JSON." };
        var command = new CommandWithExamples("doctor", "Try the sandboxes and look for every component; exit code 1 where a required one is missing.")
        {
            Examples =
            [
                ("agenttuning doctor", "What works here, why the rest does not, and what to do"),
                ("agenttuning doctor --json", "The same for a program"),
            ],
        };
        command.Options.Add(json);
        command.SetAction((result, cancellationToken) => RunAsync(result.GetValue(json), context, cancellationToken));
        return command;
    }

    static async Task<int> RunAsync(bool asJson, CommandContext context, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, context.Drain);
        var sandboxes = await SandboxDiagnosis.RunAsync(new EnvironmentOptions(), TimeProvider.System, stop.Token);
        var environments = ImmutableArray.CreateBuilder<ListedEnvironment>();
        foreach (var definition in Catalog.Definitions)
            environments.Add(await ListedEnvironment.OfAsync(definition, stop.Token));
        var report = new MachineReport
        {
            IsReady = SandboxDiagnosis.HasProvider(sandboxes) && environments.All(environment => environment.IsReady),
            Sandboxes = sandboxes,
            Environments = environments.ToImmutable(),
        };
        await context.Output.WriteLineAsync(asJson ? JsonSerializer.Serialize(report, ListingJson.Readable.MachineReport) : ToText(report));
        return report.IsReady ? 0 : SomethingMissing;
    }

    /// <summary>The report for people.</summary>
    internal static string ToText(MachineReport report)
    {
        var hasProvider = SandboxDiagnosis.HasProvider(report.Sandboxes);
        string[] lines =
        [
            $"sandboxes  ({(hasProvider ? "ready" : "none can be made: do what one of these lines says")})",
            .. report.Sandboxes.Select(ToLine),
            .. report.Environments.SelectMany(environment => (string[])
            [
                $"{environment.Name}  ({WireNames.Of(environment.Kind)}, {(environment.IsReady ? "ready" : "a component is missing")})",
                .. environment.Components.Select(ToLine),
            ]),
            report.IsReady ? "Everything that is required is there." : "Something that is required is missing.",
        ];
        return string.Join('\n', lines);
    }

    static string ToLine(ComponentStatus component) =>
        $"  {(component.IsPresent ? "present" : component.IsRequired ? "missing" : "absent ")}  {component.Name}: {component.Remark}";
}
