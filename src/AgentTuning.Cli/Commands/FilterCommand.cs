using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using AgentTuning.Cli.Filtering;
using AgentTuning.Filtering;

namespace AgentTuning.Cli.Commands;

/// <summary><c>agenttuning filter</c>: keeps the trajectories that a student should learn from.</summary>
static class FilterCommand
{
    public static Command Create(CommandContext context)
    {
        var options = new FilterOptions();
        var json = new Option<bool>("--json") { Description = "Write the report as JSON." };
        var command = new CommandWithExamples("filter", "Keep the trajectories that a student should learn from, with a reason for every other.")
        {
            Examples =
            [
                ("agenttuning filter runs/teacher", "With every environment's own threshold: runs/teacher/kept.jsonl"),
                ("agenttuning filter runs/teacher --reward mind2web=0.5 --duplicates all -o runs/lenient", "A lower threshold for one environment, and every attempt"),
                ("agenttuning filter runs/teacher --without reward --without ending -o runs/unfiltered", "The ablation: only format and repetition are looked at"),
            ],
        };
        options.AddTo(command);
        command.Options.Add(json);
        command.SetAction(async (result, cancellationToken) =>
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, context.Drain);
            var requests = options.Read(result);
            var reports = new List<FilterReport>();
            foreach (var request in requests)
            {
                var report = await ShareDisplay.ShowAsync(
                    context, "filter", progress => request.Pipeline.RunAsync(request.Input, request.Output, progress, stop.Token));
                reports.Add(report);
                if (!result.GetValue(json))
                    await context.Output.WriteLineAsync((reports.Count > 1 ? "\n" : "") + ToText(report, request.Output));
                if (report.Kept == 0)
                    context.Remark($"Nothing was kept of {request.Input}.");
            }
            if (result.GetValue(json)) await context.Output.WriteLineAsync(ToJson(reports));
            return 0;
        });
        return command;
    }

    // An array only where there are several: what programs read of one environment stays as it is.
    static string ToJson(List<FilterReport> reports) => reports.Count == 1
        ? JsonSerializer.Serialize(reports[0], FilterJson.Document.FilterReport)
        : JsonSerializer.Serialize(reports, FilterJson.Document.ListFilterReport);

    static string ToText(FilterReport report, string folder)
    {
        string[][] rows =
        [
            ["environment", "read", "kept", "share", "replies"],
            .. report.Environments.Select(counts => (string[])
            [
                counts.Environment,
                counts.Read.ToString(CultureInfo.InvariantCulture),
                counts.Kept.ToString(CultureInfo.InvariantCulture),
                counts.KeptShare.ToString("P1", CultureInfo.InvariantCulture),
                counts.AverageReplies?.ToString("0.00", CultureInfo.InvariantCulture) ?? "-",
            ]),
        ];
        string[][] drops =
        [
            ["dropped for", "trajectories"],
            .. report.Drops.Select(drop => (string[])[$"{drop.Filter}: {drop.Reason}", drop.Count.ToString(CultureInfo.InvariantCulture)]),
        ];
        return string.Create(CultureInfo.InvariantCulture, $"""
            {TextTable.Of(rows)}

            {TextTable.Of(drops)}

            kept {report.Kept} of {report.Read}: {Path.Combine(folder, FilterPipeline.KeptFile)}
            """);
    }
}
