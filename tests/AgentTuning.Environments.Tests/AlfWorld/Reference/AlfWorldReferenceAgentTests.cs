using AgentTuning.Environments.AlfWorld;
using AgentTuning.Environments.AlfWorld.Generation;
using AgentTuning.Environments.AlfWorld.Reference;

namespace AgentTuning.Environments.Tests.AlfWorld.Reference;

public sealed class AlfWorldReferenceAgentTests
{
    public static TheoryData<HouseholdTaskType> Types => [.. Enum.GetValues<HouseholdTaskType>()];

    [Theory, MemberData(nameof(Types))]
    public async Task The_expert_wins_in_35_steps(HouseholdTaskType type)
    {
        var lengths = new List<int>();
        for (var i = 0; i < 60; i++)
            lengths.Add((await PlayedHouse.PlayAsync(PlayedHouse.House(type, i).Game, i)).Steps);

        Assert.InRange(lengths.Count(length => length > 0), 57, 60);
    }

    [Theory, MemberData(nameof(Types))]
    public async Task The_expert_plays_the_old_texts_as_well(HouseholdTaskType type)
    {
        var wins = 0;
        for (var i = 0; i < 10; i++)
            wins += (await PlayedHouse.PlayAsync(PlayedHouse.House(type, i, new HouseOptions { Texts = HouseTexts.Old, SharedPlaces = 0.4 }).Game, i)).Steps > 0 ? 1 : 0;

        Assert.InRange(wins, 9, 10);
    }

    [Fact]
    public async Task The_same_seed_says_the_same()
    {
        var house = PlayedHouse.House(HouseholdTaskType.CleanAndPlace, 1);

        var one = await PlayedHouse.PlayAsync(house.Game, 1);
        var again = await PlayedHouse.PlayAsync(house.Game, 1);
        var other = await PlayedHouse.PlayAsync(house.Game, 2);

        Assert.Equal(one.Said, again.Said);
        Assert.NotEqual(one.Said, other.Said);
        Assert.Equal(one.Steps, other.Steps);
        Assert.StartsWith("THOUGHT: ", one.Said[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Most_mistakes_are_recovered_from()
    {
        var wins = 0;
        for (var i = 0; i < 60; i++)
            wins += (await PlayedHouse.PlayAsync(PlayedHouse.House(HouseholdTaskType.HeatAndPlace, i).Game, i, mistakes: 1)).Steps > 0 ? 1 : 0;

        Assert.InRange(wins, 40, 58); // one in six gets stuck
    }

    // Of 1,000 games of a type chance wins 15 at most: agenttuning alfworld check --agent random.
    [Theory, MemberData(nameof(Types))]
    public async Task Random_play_wins_next_to_nothing(HouseholdTaskType type)
    {
        var wins = 0;
        for (var i = 0; i < 50; i++)
        {
            var game = PlayedHouse.House(type, i).Game;
            using var agent = new AlfWorldRandomAgent(game, i);
            wins += await HouseTrial.PlayAsync(game, agent, [], PlayedHouse.MostSteps, TestContext.Current.CancellationToken) is null ? 0 : 1;
        }

        Assert.InRange(wins, 0, 4); // more than 1 in 6,000 times at 1.5 %
    }
}
