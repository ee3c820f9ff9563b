using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using AgentTuning.Environments.WebShop;
using AgentTuning.Environments.WebShop.Products;
using AgentTuning.Environments.WebShop.Scoring;

namespace AgentTuning.Cli.WebShop;

/// <summary><c>agenttuning webshop score</c>: works out the rewards of recorded purchases, and reports where they differ.</summary>
static class WebShopScore
{
    const int MostRows = 20;

    public static Command Create(CommandContext context)
    {
        var log = new Argument<string>("log") { Description = "JSON lines of the original's web site, or of goal, asin (or product), options, price, reward and reward_info.", HelpName = "log.jsonl" };
        var data = new Option<string?>("--data") { Description = "The official products, or their folder. Default: the folder that WEBSHOP_DATA names.", HelpName = "folder" };
        var nouns = new Option<string?>("--nouns") { Description = "Title nouns by product: a JSON object of lists.", HelpName = "nouns.json" };
        var titles = new Option<bool>("--recorded-titles") { Description = "Take title scores from the log, so that all but the tagger of nouns is compared." };
        var json = new Option<bool>("--json") { Description = "Write the report as JSON." };
        var command = new CommandWithExamples("score", "Work out the rewards of recorded purchases, and say which differ. Exit code 1 if any does.")
        {
            Examples =
            [
                ("agenttuning webshop score session.jsonl --data webshop", "Reward and every part that the log has, row by row"),
                ("agenttuning webshop score session.jsonl --data webshop --recorded-titles", "With the log's title scores in place of our nouns"),
                ("agenttuning webshop score session.jsonl --data webshop --nouns nouns.json --json", "With nouns worked out beforehand, for a program"),
            ],
        };
        command.Arguments.Add(log);
        foreach (var option in (Option[])[data, nouns, titles, json])
            command.Options.Add(option);
        command.SetAction(async (result, cancellationToken) =>
        {
            var path = result.GetValue(log)!;
            if (!File.Exists(path))
                throw new UsageException($"{path}: there is no such file.");
            var extractor = result.GetValue(nouns) is { } file ? (ITitleNounExtractor)await NounFile.ReadAsync(file, new TitleNouns(), cancellationToken) : new TitleNouns();
            using var catalogue = await OpenAsync(result.GetValue(data) ?? WebShopSettings.DataFolder(), cancellationToken);
            var report = await new PurchaseLog(new RewardRule(extractor), catalogue, result.GetValue(titles)).ReplayAsync(path, cancellationToken);
            await context.Output.WriteLineAsync(result.GetValue(json) ? JsonSerializer.Serialize(report, WebShopJson.Default.PurchaseLogReport) : ToText(report));
            return report.Differences.Count == 0 ? 0 : 1;
        });
        return command;
    }

    static async Task<Catalogue?> OpenAsync(string? data, CancellationToken cancellationToken) =>
        data is null ? null : await new OfficialReader(OfficialFiles.Locate(data)).ReadCatalogueAsync(cancellationToken);

    static string ToText(PurchaseLogReport report)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"purchases  {report.Purchases}\nequal      {report.Equal}\n");
        if (report.Differences.Count > 0)
            text.Append("\nline  part            recorded  computed\n");
        foreach (var difference in report.Differences.Take(MostRows))
            text.Append(CultureInfo.InvariantCulture, $"{difference.Line,4}  {difference.Part,-14}  {difference.Recorded,8:F4}  {difference.Computed,8:F4}\n");
        if (report.Differences.Count > MostRows)
            text.Append(CultureInfo.InvariantCulture, $"and {report.Differences.Count - MostRows} more\n");
        return text.ToString().TrimEnd('\n');
    }
}
