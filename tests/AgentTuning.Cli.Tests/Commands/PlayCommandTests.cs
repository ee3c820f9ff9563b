namespace AgentTuning.Cli.Tests.Commands;

public sealed class PlayCommandTests
{
    [Theory]
    [InlineData("database", "Action: Answer\nFinal Answer: [\"no\"]\n\n", "ending   completed")]
    [InlineData("general", "I do not know.\n\nI do not know.\n\nI do not know.\n\n", "reward   0")]
    public async Task Other_environments_are_played_turn_by_turn(string environment, string input, string wanted)
    {
        var (code, output, _) = await CommandRunner.TypingAsync(input, "play", environment, "--split", "test");

        Assert.Equal(0, code);
        Assert.Contains(wanted, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--task is -1, expected 0 or more.", "database", "--task", "-1")]
    [InlineData("--data /nowhere: there is no such file or folder.", "database", "--data", "/nowhere")]
    [InlineData("--type put goes with generated tasks of alfworld.", "database", "--type", "put")]
    [InlineData("--json goes with alfworld without --as-agent.", "database", "--json")]
    public async Task What_does_not_go_together_is_wrong_usage(string message, params string[] arguments)
    {
        var (code, _, remarks) = await CommandRunner.RunAsync(["play", .. arguments]);

        Assert.Equal(2, code);
        Assert.Contains(message, remarks, StringComparison.Ordinal);
    }
}
