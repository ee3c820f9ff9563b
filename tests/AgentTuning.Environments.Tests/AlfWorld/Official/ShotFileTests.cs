using AgentTuning.Environments.AlfWorld;
using AgentTuning.Environments.AlfWorld.Official;

namespace AgentTuning.Environments.Tests.AlfWorld.Official;

public sealed class ShotFileTests : IDisposable
{
    readonly GameFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_game_of_texts_is_taken_as_it_is()
    {
        var file = ShotFile.Read(_folder.Write("shots.json", """{"put":["a room\n","THOUGHT: hm\n ACTION: look\n"]}"""));

        Assert.Equal(["a room\n", "THOUGHT: hm\n ACTION: look\n"], file.Game(HouseholdTaskType.PickAndPlace));
    }

    [Fact]
    public void A_game_of_tool_calls_is_put_into_the_words_of_the_older_files()
    {
        var file = ShotFile.Read(_folder.Write(
            "shots.json",
            """
            {"cool":[{"role":"user","content":"a room","tool_calls":null},
            {"role":"agent","content":"hm","tool_calls":[{"id":"c","type":"function","function":{"name":"take_action","arguments":"{\"action\":\"look\"}"}}]},
            {"role":"tool","content":"nothing"},
            {"role":"agent","content":"","tool_calls":[{"function":{"arguments":"{\"action\":\"help\"}"}}]}]}
            """));

        Assert.Equal(["a room\n", "THOUGHT: hm\n ACTION: look\n", "nothing\n", "ACTION: help\n"], file.Game(HouseholdTaskType.CoolAndPlace));
    }

    [Theory]
    [InlineData("[]", "Array, expected an object of lists of messages.")]
    [InlineData("{", "not JSON: ")]
    [InlineData("""{"put":[{"role":"agent","content":"a"}]}""", "put message 0: the role is agent, expected user or tool.")]
    public void A_malformed_file_is_refused(string text, string message)
    {
        var path = _folder.Write("shots.json", text);

        var exception = Assert.Throws<InvalidDataException>(() => ShotFile.Read(path));

        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kind_that_the_file_lacks_is_named_with_those_it_has()
    {
        var path = _folder.Write("shots.json", """{"put":["a"],"cool":["b"],"heat":[]}""");

        var exception = Assert.Throws<InvalidDataException>(() => ShotFile.Read(path).Game(HouseholdTaskType.HeatAndPlace));

        Assert.Equal($"{path} has no game 'heat'; it has cool, heat, put.", exception.Message);
    }

    [Theory]
    [InlineData(HouseholdEdition.Paper)]
    [InlineData(HouseholdEdition.Listing)]
    public void The_benchmarks_files_hold_a_game_of_each_kind(HouseholdEdition edition)
    {
        var file = ShotFile.Read(Path.Combine(SharedFiles.HouseholdPrompts, ShotFile.NameOf(edition)));

        Assert.Equal([14, 12, 14, 14, 18, 18], Enum.GetValues<HouseholdTaskType>().Select(type => file.Game(type).Length));
        Assert.Equal("ACTION: go to sinkbasin 1\n", ShotFile.Read(Path.Combine(SharedFiles.HouseholdPrompts, ShotFile.NameOf(HouseholdEdition.Listing))).Game(HouseholdTaskType.CleanAndPlace)[5]);
        Assert.All(Enum.GetValues<HouseholdTaskType>(), type => Assert.All(file.Game(type).Where((_, index) => index % 2 == 1), reply => Assert.True(HouseholdReply.Parse(reply).HasMark)));
    }
}
