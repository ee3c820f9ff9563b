using AgentTuning.Environments.AlfWorld;
using AgentTuning.Environments.AlfWorld.Engine;
using AgentTuning.Environments.AlfWorld.Generation;

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

    [Fact(Explicit = true)]
    public async Task The_expert_wins_a_thousand_of_each_type()
    {
        foreach (var type in Enum.GetValues<HouseholdTaskType>())
        {
            var lengths = new List<int>();
            for (var i = 0; i < 1000; i++)
                lengths.Add((await PlayedHouse.PlayAsync(PlayedHouse.House(type, i).Game, i, mostSteps: 80)).Steps);
            lengths.Sort();
            TestContext.Current.SendDiagnosticMessage(
                $"{type}: won {lengths.Count(length => length > 0)}, within 35: {lengths.Count(length => length is > 0 and <= 35)}, median {lengths[500]}, 90 %: {lengths[900]}, 95 %: {lengths[950]}, most {lengths[^1]}");

            Assert.InRange(lengths.Count(length => length is > 0 and <= 35), 950, 1000);
        }
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

    [Fact]
    public void Random_play_wins_less_than_two_of_a_hundred()
    {
        var wins = 0;
        foreach (var type in Enum.GetValues<HouseholdTaskType>())
            for (var i = 0; i < 50; i++)
            {
                var game = Games.Open(PlayedHouse.House(type, i).Game);
                var random = new Random(i);
                for (var step = 0; step < PlayedHouse.MostSteps && !game.IsWon; step++)
                    game.Apply(game.AdmissibleNumbers[random.Next(game.AdmissibleNumbers.Length)]);
                wins += game.IsWon ? 1 : 0;
            }

        Assert.InRange(wins, 0, 5); // of 300
    }
}
