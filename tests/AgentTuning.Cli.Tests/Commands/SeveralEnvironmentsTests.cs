using System.Text.Json;

namespace AgentTuning.Cli.Tests.Commands;

/// <summary>A run in several environments, from its tasks to the mixture.</summary>
public sealed class SeveralEnvironmentsTests : IDisposable
{
    readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_environment_has_a_folder_of_its_own_which_filter_and_mix_find()
    {
        await RunAsync("collect", "-e", "database:6", "general:9", "--agent", "reference", "--available-only", "-o", _folder.At("run"));
        var again = await RunAsync("collect", "-e", "database:6", "-e", "general:9", "--agent", "reference", "--json", "-o", _folder.At("run"));
        var filtered = await RunAsync("filter", _folder.At("run"), "--json");
        await RunAsync("filter", _folder.At("run"), "-o", _folder.At("elsewhere"));
        var mixed = await RunAsync("mix", "--agent", _folder.At("run"), "--general", "generated:50", "--count", "40", "-o", _folder.At("mix"), "--json");

        Assert.Equal([("database", 6), ("general", 9)], Items(again, "environment", "episodes"));
        Assert.Equal([6, 9], Items(filtered, "input", "kept").Select(item => item.Number));
        Assert.True(File.Exists(_folder.At("run/database/kept.jsonl")));
        Assert.True(File.Exists(_folder.At("run/general/kept.jsonl")));
        Assert.Equal(await File.ReadAllBytesAsync(_folder.At("run/general/kept.jsonl"), TestContext.Current.CancellationToken), await File.ReadAllBytesAsync(_folder.At("elsewhere/general/kept.jsonl"), TestContext.Current.CancellationToken));
        using var mixture = JsonDocument.Parse(mixed);
        Assert.Equal(
            ["database", "general", "generated"],
            mixture.RootElement.GetProperty("sources").EnumerateArray().Select(source => source.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task Texts_of_several_environments_come_in_turns_and_one_without_texts_is_named()
    {
        await RunAsync("generate", "texts", "-e", "database", "--count", "3", "-o", _folder.At("texts.jsonl"));

        var (code, _, remarks) = await CommandRunner.RunAsync("generate", "texts", "-e", "database", "-e", "general", "--count", "3", "-o", _folder.At("none.jsonl"));

        Assert.Equal(3, (await File.ReadAllLinesAsync(_folder.At("texts.jsonl"), TestContext.Current.CancellationToken)).Length);
        Assert.Equal(2, code);
        Assert.Contains("The environment 'general' has no texts about its domain.", remarks, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--environment general is given twice.", "-e", "general:4", "general")]
    [InlineData("--environment is 'general:0', expected a name or name:n with a number of tasks.", "-e", "general:0")]
    [InlineData("--data goes with one --environment, whose tasks it holds.", "-e", "general", "database", "--data", ".")]
    public async Task Worlds_that_do_not_go_together_are_refused(string message, params string[] options)
    {
        var (code, _, remarks) = await CommandRunner.RunAsync(["collect", "--agent", "reference", "-o", _folder.At("run"), .. options]);

        Assert.Equal(2, code);
        Assert.StartsWith("error: " + message, remarks.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    static (string Name, int Number)[] Items(string json, string name, string number)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(item => (item.GetProperty(name).GetString()!, item.GetProperty(number).GetInt32()))];
    }

    static async Task<string> RunAsync(params string[] arguments)
    {
        var (code, output, remarks) = await CommandRunner.RunAsync(arguments);
        Assert.True(code == 0, remarks);
        return output;
    }
}
