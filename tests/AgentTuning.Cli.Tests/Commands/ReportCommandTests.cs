using System.Text.Json;
using Spectre.Console;

namespace AgentTuning.Cli.Tests.Commands;

public sealed class ReportCommandTests : IDisposable
{
    const string Filter =
        """{"input":"trajectories.jsonl","inputHash":"ab","read":10,"kept":7,"dropped":3,"filters":[],"duplicates":"all","drops":[{"filter":"reward","reason":"low-reward","count":3}],"environments":[]}""";

    readonly string _folder = Directory.CreateTempSubdirectory("report-").FullName;
    readonly StringWriter _output = new();
    readonly StringWriter _progress = new();

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        _output.Dispose();
        _progress.Dispose();
    }

    [Fact]
    public async Task The_page_is_written_into_the_folder_and_named()
    {
        await WriteFilterAsync();

        var code = await RunAsync("report", _folder, "--title", "My run");

        Assert.Equal(0, code);
        var page = await File.ReadAllTextAsync(Path.Combine(_folder, "report.html"), TestContext.Current.CancellationToken);
        Assert.Contains("<h1>My run</h1>", page, StringComparison.Ordinal);
        Assert.Contains("low-reward", page, StringComparison.Ordinal);
        Assert.Equal(
            $"7 of 10 trajectories were kept; nothing has been measured yet.\nreport  {Path.Combine(_folder, "report.html")}\n",
            _output.ToString().ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task The_result_can_be_read_by_a_program()
    {
        await WriteFilterAsync();
        var page = Path.Combine(_folder, "pages", "one.html");

        var code = await RunAsync("report", _folder, "--output", page, "--json");

        Assert.Equal(0, code);
        Assert.True(File.Exists(page));
        Assert.Equal(page, JsonElement.Parse(_output.ToString()).GetProperty("report").GetString());
    }

    [Fact]
    public async Task A_folder_without_a_run_is_an_error_in_one_line()
    {
        var code = await RunAsync("report", _folder);

        Assert.Equal(1, code);
        Assert.Contains("holds nothing to report", _progress.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder, "report.html")));
    }

    [Fact]
    public async Task Without_a_folder_the_usage_is_wrong() => Assert.Equal(2, await RunAsync("report"));

    Task WriteFilterAsync() => File.WriteAllTextAsync(Path.Combine(_folder, "filter.json"), Filter, TestContext.Current.CancellationToken);

    Task<int> RunAsync(params string[] arguments)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(_progress) });
        return CommandLine.RunAsync(arguments, new CommandContext(_output, console, TimeProvider.System, default), TestContext.Current.CancellationToken);
    }
}
