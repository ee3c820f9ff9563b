using AgentTuning.Environments.AlfWorld;
using AgentTuning.Environments.AlfWorld.Engine;
using AgentTuning.Environments.AlfWorld.Generation;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.Tests.AlfWorld.Planning;

public sealed class ShortestPlanTests
{
    const double MostOverShortest = 1.2;

    public static TheoryData<HouseholdTaskType> Types => [.. Enum.GetValues<HouseholdTaskType>()];

    // Nothing but the game: every command in every state, breadth first. Of 100 houses of a type, 98 or more end within 250,000 states; of two things, 82.
    [Theory, MemberData(nameof(Types))]
    public void No_way_through_all_states_is_shorter_than_the_plan(HouseholdTaskType type)
    {
        const int Houses = 6;
        var finished = 0;

        for (var i = 0; i < Houses; i++)
        {
            var house = House(type, i, new HouseOptions());
            var game = Games.Open(house.Game);

            if (new PlanSearch(game).Find(_ => 0, mostStates: 150_000) is not { } shortest)
                continue;
            finished++;
            Assert.InRange(house.Difficulty.OptimalLength, shortest, shortest * MostOverShortest);
            Assert.InRange(new CommandsLeft(house).Of(game), 1, shortest);
        }

        Assert.InRange(finished, Houses - 1, Houses);
    }

    [Theory, MemberData(nameof(Types))]
    public void No_best_first_search_finds_a_shorter_way_than_the_plan(HouseholdTaskType type)
    {
        var hard = new HouseOptions { Size = 1.5, Clutter = 1.5, SharedPlaces = 0.4, DoubledObjects = 0.3, PlacedTargets = 0.5, HiddenTargets = 0.5, MoreTargets = 1 };

        for (var i = 0; i < 60; i++)
        {
            var house = House(type, i, i % 2 == 0 ? new HouseOptions() : hard);

            var shortest = new PlanSearch(Games.Open(house.Game)).Find(new CommandsLeft(house).Of, mostStates: 50_000);

            Assert.NotNull(shortest);
            Assert.InRange(house.Difficulty.OptimalLength, shortest.Value, shortest.Value * MostOverShortest);
        }
    }

    [Fact]
    public void A_search_that_runs_out_of_states_finds_nothing()
    {
        var house = House(HouseholdTaskType.HeatAndPlace, 0, new HouseOptions());

        Assert.Null(new PlanSearch(Games.Open(house.Game)).Find(_ => 0, mostStates: 100));
    }

    static House House(HouseholdTaskType type, int index, HouseOptions options) =>
        HouseGenerator.Create(HouseGenerator.NameOf(11, TaskSplit.Test, type, index), type, options);
}
