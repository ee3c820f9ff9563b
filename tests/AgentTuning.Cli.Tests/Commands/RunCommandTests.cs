using System.Text.Json;

namespace AgentTuning.Cli.Tests.Commands;

public sealed class RunCommandTests : IDisposable
{
    // The quickstart's own commands, with numbers so small that they take seconds.
    static readonly (string Long, string Short)[] Shorter =
    [
        ("database:2200", "database:60"), ("os:300", "os:2"), ("kg:800", "kg:6"), ("alfworld:400", "alfworld:6"), ("\"8000\"", "\"40\""), ("\"37000\"", "\"60\""),
        ("\"27000\"", "\"60\""), ("\"9000\"", "\"60\""), ("generated:9000", "generated:60"), ("\"10000\"", "\"40\""), ("database:300", "database:6"),
        ("os:100", "os:2"), ("kg:150", "kg:4"), ("alfworld:100", "alfworld:4"), ("general:500", "general:6"), ("\"128\"", "\"32\""), ("\"352\"", "\"64\""), ("\"--layers\", \"4\"", "\"--layers\", \"1\""),
        ("\"256\"", "\"24\""),
    ];

    readonly TestFolder _folder = new();

    [Fact]
    public async Task The_quickstart_in_small_goes_from_nothing_to_a_report()
    {
        await File.WriteAllTextAsync(_folder.At("small.json"), await SmallQuickstartAsync(), TestContext.Current.CancellationToken);

        var (code, output, remarks) = await CommandRunner.RunAsync("run", _folder.At("small.json"), "-o", _folder.At("run"));
        var again = await CommandRunner.RunAsync("run", _folder.At("small.json"), "-o", _folder.At("run"));

        Assert.True(code == 0, remarks);
        Assert.Contains("report.html", output, StringComparison.Ordinal);
        Assert.Contains("[13/13] report", remarks, StringComparison.Ordinal);
        var page = await File.ReadAllTextAsync(_folder.At("run/report.html"), TestContext.Current.CancellationToken);
        Assert.Contains("tuned", page, StringComparison.Ordinal);
        Assert.Contains("agenttuning mix --agent", page, StringComparison.Ordinal);
        Assert.Equal(0, again.Code);
        Assert.DoesNotContain("[1/13]", again.Remarks, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_folder_of_another_seed_is_refused()
    {
        await WriteRecipeAsync("""["generate", "conversations", "--count", "2", "--seed", "{seed}", "-o", "{run}/c.jsonl"]""");

        var first = await CommandRunner.RunAsync("run", _folder.At("r.json"), "-o", _folder.At("run"));
        var second = await CommandRunner.RunAsync("run", _folder.At("r.json"), "--seed", "9", "-o", _folder.At("run"));

        Assert.Equal(0, first.Code);
        Assert.Equal(1, second.Code);
        Assert.Contains("with seed 0 on the test split", second.Remarks, StringComparison.Ordinal);
        Assert.Contains("--output", second.Remarks, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stage_that_fails_stops_the_run_and_is_named()
    {
        await WriteRecipeAsync("""["filter", "{run}/nowhere"]""");

        var (code, _, remarks) = await CommandRunner.RunAsync("run", _folder.At("r.json"), "-o", _folder.At("run"));

        Assert.NotEqual(0, code);
        Assert.Contains("The stage 'only' did not finish", remarks, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_recipe_is_refused_with_what_a_recipe_has()
    {
        await File.WriteAllTextAsync(_folder.At("r.json"), """{"name":"x"}""", TestContext.Current.CancellationToken);

        var (code, _, remarks) = await CommandRunner.RunAsync("run", _folder.At("r.json"));

        Assert.Equal(1, code);
        Assert.Contains("A recipe has name, description, seed and stages", remarks, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    static async Task<string> SmallQuickstartAsync()
    {
        using var stream = typeof(CommandContext).Assembly.GetManifestResourceStream("AgentTuning.Cli.Recipes.quickstart.json")!;
        var text = await new StreamReader(stream).ReadToEndAsync(TestContext.Current.CancellationToken);
        foreach (var (@long, @short) in Shorter)
            text = text.Replace(@long, @short, StringComparison.Ordinal);
        return text;
    }

    Task WriteRecipeAsync(string command) => File.WriteAllTextAsync(
        _folder.At("r.json"),
        $$"""{"name":"r","description":{{JsonSerializer.Serialize("one stage")}},"stages":[{"name":"only","about":"x","expectedSeconds":1,"command":{{command}}}]}""",
        TestContext.Current.CancellationToken);
}
