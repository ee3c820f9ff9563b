using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using AgentTuning.Cli.Listing;
using AgentTuning.Environments;
using AgentTuning.Files;

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
        var environments = new List<ListedEnvironment>();
        foreach (var definition in Catalog.Definitions)
            environments.Add(await ListedEnvironment.OfAsync(definition, cancellationToken));
        await context.Output.WriteLineAsync(asJson
            ? JsonSerializer.Serialize(environments, ListingJson.Readable.IReadOnlyListListedEnvironment)
            : string.Join('\n', environments.Select(ToText)));
        return 0;
    }

    static string ToText(ListedEnvironment environment)
    {
        string[] lines =
        [
            string.Create(CultureInfo.InvariantCulture, $"{environment.Name}  ({WireNames.Of(environment.Kind)}, {(environment.IsReady ? "ready" : "a component is missing")})"),
            $"  {environment.Summary}",
            string.Create(CultureInfo.InvariantCulture, $"  score: {environment.Metric}; at most {environment.MaxTurns} replies"),
            .. environment.Components.Select(component =>
                $"  {(component.IsPresent ? "present" : component.IsRequired ? "missing" : "absent ")}  {component.Name}: {component.Remark}"),
        ];
        return string.Join('\n', lines);
    }
}
