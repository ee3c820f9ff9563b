using AgentTuning.Environments.AlfWorld;
using AgentTuning.Environments.AlfWorld.Engine;
using AgentTuning.Environments.AlfWorld.Generation;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.Tests.AlfWorld.Engine;

public sealed class RandomWalkTests
{
    const int Steps = 250;

    [Theory]
    [InlineData("cd_new")]
    [InlineData("g_clean")]
    [InlineData("twtest_new")]
    public void Both_engines_agree_in_recorded_games(string name)
    {
        var file = GameFile.Load(SharedFiles.HouseholdTrace(name).Game);

        WalkBoth(file, new GameOptions(), seed: 1);
        WalkBoth(file, new GameOptions { UseRawNames = true }, seed: 2);
    }

    [Theory]
    [InlineData(HouseTexts.New)]
    [InlineData(HouseTexts.Old)]
    public void Both_engines_agree_in_generated_houses(HouseTexts texts)
    {
        foreach (var type in Enum.GetValues<HouseholdTaskType>())
        {
            var name = HouseGenerator.NameOf(5, TaskSplit.Test, type, 0);
            WalkBoth(HouseGenerator.Create(name, type, new HouseOptions { Texts = texts }).Game, new GameOptions(), seed: (int)type);
        }
    }

    // Going is the most frequent command by far, so it is drawn less often than the others.
    static void WalkBoth(GameFile file, GameOptions options, int seed)
    {
        var random = new Random(seed);
        var general = Games.Open(file, options with { Engine = GameEngine.General });
        var compiled = Games.Open(file, options with { Engine = GameEngine.Compiled });
        Assert.Equal(general.Reset(), compiled.Reset());
        for (var step = 0; step < Steps; step++)
        {
            Assert.Equal(general.AdmissibleCommands, compiled.AdmissibleCommands);
            var commands = general.AdmissibleCommands;
            var others = commands.Where(command => !command.StartsWith("go to ", StringComparison.Ordinal)).ToList();
            var command = random.Next(3) > 0 ? others[random.Next(others.Count)] : commands[random.Next(commands.Count)];
            Assert.Equal(general.Act(command), compiled.Act(command));
            Assert.Equal(general.Moves, compiled.Moves);
        }
    }
}
