using System.Collections.Immutable;
using AgentTuning.Environments.AlfWorld;
using AgentTuning.Environments.AlfWorld.Engine;
using AgentTuning.Environments.AlfWorld.Generation;
using AgentTuning.Episodes;

namespace AgentTuning.Environments.Tests.AlfWorld;

public sealed class AlfWorldSettingsTests
{
    [Fact]
    public void The_default_is_the_papers_edition()
    {
        var settings = AlfWorldSettings.From(new EnvironmentOptions());

        Assert.Equal((HouseholdEdition.Paper, GameEngine.Automatic, null), (settings.Edition, settings.Engine, settings.Shots));
    }

    [Fact]
    public void Edition_engine_and_demonstrations_can_be_chosen()
    {
        var settings = AlfWorldSettings.From(new EnvironmentOptions { Engine = "general", Settings = Of(("edition", "v0.2"), ("shots", "own"), ("data", Path.GetTempPath())) });

        Assert.Equal((HouseholdEdition.Listing, GameEngine.General, "own"), (settings.Edition, settings.Engine, settings.Shots));
        Assert.Equal(Path.GetFullPath(Path.GetTempPath()), settings.Data);
        Assert.Equal(GameEngine.Compiled, AlfWorldSettings.From(new EnvironmentOptions { Engine = "compiled" }).Engine);
    }

    [Fact]
    public void Editions_and_demonstrations_are_told_apart_in_results()
    {
        var paper = AlfWorldDefinition.Create();
        var tools = paper.With(new EnvironmentOptions { Settings = Of(("edition", "fc")) });
        var bare = paper.With(new EnvironmentOptions { Settings = Of(("shots", "none")) });

        Assert.Equal((35, "1"), (paper.MaxTurns, paper.Version));
        Assert.Equal((20, "1"), (tools.MaxTurns, tools.Version));
        Assert.Equal(tools.Prompt, tools.SystemPrompt);
        Assert.Equal("1 with shots none", bare.Version);
        Assert.Equal(3, ((string[])[PromptHash.Of(paper), PromptHash.Of(tools), PromptHash.Of(paper.With(new EnvironmentOptions { Settings = Of(("edition", "v0.2")) }))]).Distinct().Count());
        Assert.Equal(PromptHash.Of(paper), PromptHash.Of(bare));
    }

    [Theory]
    [InlineData("edition", "v3", "The setting 'edition' is 'v3', expected paper, v0.2, fc.")]
    [InlineData("color", "red", "The household environment has no setting 'color'; it has data, edition, shots, steps, texts, room, size, clutter, ")]
    [InlineData("steps", "0", "The setting 'steps' is '0', expected a whole number from 1 to 1000.")]
    [InlineData("near-names", "1.5", "The setting 'near-names' is '1.5', expected 0 to 1.")]
    [InlineData("room", "attic", "The setting 'room' is 'attic', expected any, kitchen, living, bedroom, bathroom.")]
    [InlineData("longest-plan", "-1", "The setting 'longest-plan' is '-1', expected any or a whole number from 0 to 1000.")]
    [InlineData("shots", "/nowhere.json", "The setting 'shots' is '/nowhere.json', expected own, none, or a file such as alfworld_multiturn_react.json; there is no such file.")]
    [InlineData("data", "/nowhere", "The setting 'data' is '/nowhere', expected the folder of ALFWorld's data, which holds json_2.1.1; there is no such folder.")]
    public void What_is_not_known_is_refused(string name, string value, string message)
    {
        var exception = Assert.Throws<ArgumentException>(() => AlfWorldSettings.From(new EnvironmentOptions { Settings = Of((name, value)) }));

        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Knobs_of_houses_are_settings()
    {
        var settings = Of(("size", "2"), ("hidden-targets", "1"), ("shortest-plan", "5"), ("doors", "usual"));

        Assert.Equal(new HouseOptions { Size = 2, HiddenTargets = 1, LeastPlan = 5 }, AlfWorldSettings.From(new EnvironmentOptions { Settings = settings }).Houses);
        Assert.Equal(["hidden-targets=1", "shortest-plan=5", "size=2"], HouseKnobs.Write(AlfWorldSettings.ReadHouses(settings)).Select(knob => $"{knob.Key}={knob.Value}"));
        Assert.Throws<ArgumentException>(() => AlfWorldSettings.ReadHouses(Of(("shortest-plan", "6"), ("longest-plan", "5"))));
        Assert.Throws<ArgumentException>(() => AlfWorldDefinition.Create().OpenTasks(new TaskSource { Path = Path.GetTempPath(), Settings = Of(("size", "2")) }));
    }

    [Fact]
    public void Every_knob_says_what_it_reads()
    {
        var usual = new HouseOptions();

        Assert.All(HouseKnobs.All, knob => Assert.Equal(usual, knob.Write(usual, knob.Read(usual))));
        Assert.All(HouseKnobs.All, knob => Assert.Null(knob.Write(usual, "much")));
    }

    static ImmutableSortedDictionary<string, string> Of(params (string Name, string Value)[] settings) => settings.ToImmutableSortedDictionary(setting => setting.Name, setting => setting.Value);
}
