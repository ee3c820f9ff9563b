namespace AgentTuning.Cli.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("colect", "'collect'")]
    [InlineData("evalute", "'evaluate'")]
    [InlineData("environment", "'environments'")]
    public async Task An_unknown_command_names_the_nearest(string command, string nearest)
    {
        var (code, output, remarks) = await CommandRunner.RunAsync(command);

        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.Contains($"Did you mean {nearest}", remarks, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_option_names_the_nearest()
    {
        var (code, _, remarks) = await CommandRunner.RunAsync("environments", "--jsn");

        Assert.Equal(2, code);
        Assert.Contains("Did you mean '--json'?", remarks, StringComparison.Ordinal);
        Assert.Contains("agenttuning environments --help", remarks, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_environment_names_the_nearest()
    {
        var (code, _, remarks) = await CommandRunner.RunAsync("collect", "--environment", "databse", "--agent", "reference", "--output", "unused");

        Assert.Equal(2, code);
        Assert.Contains("Did you mean 'database'?", remarks, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("collect")]
    [InlineData("filter")]
    [InlineData("mix")]
    [InlineData("train")]
    [InlineData("evaluate")]
    [InlineData("score")]
    [InlineData("report")]
    [InlineData("run")]
    [InlineData("quickstart")]
    [InlineData("environments")]
    [InlineData("doctor")]
    [InlineData("images build")]
    [InlineData("template render")]
    [InlineData("template check")]
    [InlineData("data inspect")]
    public async Task The_help_of_a_command_ends_with_examples(string command)
    {
        var (code, output, _) = await CommandRunner.RunAsync([.. command.Split(' '), "--help"]);

        Assert.Equal(0, code);
        Assert.Contains("Usage:\n  agenttuning", output, StringComparison.Ordinal);
        Assert.Contains($"Examples:\n  # ", output, StringComparison.Ordinal);
        Assert.Contains($"agenttuning {command}", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Environments_are_listed_for_a_program()
    {
        var (code, output, _) = await CommandRunner.RunAsync("environments", "--json");

        Assert.Equal(0, code);
        using var list = System.Text.Json.JsonDocument.Parse(output);
        Assert.Equal("database", list.RootElement[0].GetProperty("name").GetString());
        Assert.True(list.RootElement[0].GetProperty("isReady").GetBoolean());
    }

    [Fact]
    public async Task An_unknown_optimizer_is_named_with_those_there_are()
    {
        var (code, _, remarks) = await CommandRunner.RunAsync("train", "--model", "new", "--data", "x.jsonl", "--optimizer", "muom", "-o", "unused");

        Assert.NotEqual(0, code);
        Assert.Contains("--optimizer is 'muom', expected AdamW or Muon.", remarks, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Training_from_a_folder_that_is_no_model_says_what_a_model_holds()
    {
        var (code, _, remarks) = await CommandRunner.RunAsync("train", "--model", "nowhere", "--data", "x.jsonl", "-o", "unused");

        Assert.Equal(2, code);
        Assert.Contains("--model nowhere: there is no such folder. It holds config.json", remarks, StringComparison.Ordinal);
    }
}
