using System.CommandLine;
using System.Text;
using System.Text.Json;
using AgentTuning.Cli.Reports;
using AgentTuning.Files;
using AgentTuning.Reports;

namespace AgentTuning.Cli.Commands;

/// <summary><c>agenttuning report</c>: everything that run folders hold, on one page.</summary>
static class ReportCommand
{
    const string FileName = "report.html";

    public static Command Create(CommandContext context)
    {
        var folders = new Argument<string[]>("folder") { Description = "Run folders; everything within them is read.", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string>("--output", "-o") { Description = $"The page to write. [default: {FileName} in the first folder]", HelpName = "file" };
        var title = new Option<string>("--title") { Description = "The heading of the page.", HelpName = "text" };
        var json = new Option<bool>("--json") { Description = "Write the result as JSON." };
        var command = new CommandWithExamples("report", "Draw what runs collected, kept, learned and scored as one HTML page.")
        {
            Examples =
            [
                ("agenttuning report runs/quickstart", "The page of a whole pipeline: runs/quickstart/report.html"),
                ("agenttuning report runs/evaluate-base runs/evaluate-tuned -o compare.html --title 'Base and tuned'", "Several run folders on one page"),
            ],
        };
        command.Arguments.Add(folders);
        command.Options.Add(output);
        command.Options.Add(title);
        command.Options.Add(json);
        command.SetAction((result, cancellationToken) => RunAsync(
            result.GetValue(folders)!, result.GetValue(output), result.GetValue(title), result.GetValue(json), context, cancellationToken));
        return command;
    }

    static async Task<int> RunAsync(
        string[] folders, string? output, string? title, bool asJson, CommandContext context, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.Drain, cancellationToken);
        var content = await new ReportReader(folders).ReadAsync(title, either.Token);
        var path = output ?? Path.Combine(folders[0], FileName);
        await WriteAsync(content, path, either.Token);
        await context.Output.WriteLineAsync(asJson
            ? JsonSerializer.Serialize(new ReportResult(path, content.Title, content.Headline!, content.Models), ReportResultJson.Readable.ReportResult)
            : $"{content.Headline}\nreport  {path}");
        return 0;
    }

    static async Task WriteAsync(ReportContent content, string path, CancellationToken cancellationToken)
    {
        using var page = new StringWriter();
        HtmlReport.Write(content, page);
        await AtomicFile.WriteAllBytesAsync(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(page.ToString()), cancellationToken);
    }
}
