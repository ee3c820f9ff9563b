using AgentTuning.Environments.AlfWorld;
using AgentTuning.Environments.AlfWorld.Engine;
using AgentTuning.Environments.AlfWorld.Planning;
using AgentTuning.Environments.AlfWorld.Reference;

namespace AgentTuning.Environments.Tests.AlfWorld.Reference;

public sealed class AlfWorldPlannerAgentTests
{
    public static TheoryData<HouseholdTaskType> Types => [.. Enum.GetValues<HouseholdTaskType>()];

    [Theory, MemberData(nameof(Types))]
    public async Task The_planner_wins_with_full_sight(HouseholdTaskType type)
    {
        for (var i = 0; i < 20; i++)
        {
            var house = PlayedHouse.House(type, i);
            using var agent = new AlfWorldPlannerAgent(house.Game);

            var played = await PlayedHouse.PlayAsync(house.Game, agent);

            Assert.Equal(house.Difficulty.OptimalLength, played.Steps);
        }
    }

    [Fact]
    public void The_planner_puts_away_what_it_holds_first()
    {
        var house = PlayedHouse.House(HouseholdTaskType.PickAndPlace, 0);
        var game = Games.Open(house.Game);
        var other = FirstTake(game, house.Goal.Wanted.ToLowerInvariant());

        var plan = HouseholdPlanner.Solve(game)!;
        foreach (var command in plan)
            Assert.True(game.Act(command).IsAccepted, command);

        Assert.True(game.IsWon);
        Assert.StartsWith("take ", other, StringComparison.Ordinal);
    }

    static string FirstTake(IGame game, string wanted)
    {
        foreach (var way in game.AdmissibleCommands.Where(command => command.StartsWith("go ", StringComparison.Ordinal)).ToList())
        {
            game.Act(way);
            if (game.AdmissibleCommands.FirstOrDefault(command => command.StartsWith("take ", StringComparison.Ordinal) && !command.Contains($" {wanted} ", StringComparison.Ordinal)) is { } take)
            {
                game.Act(take);
                return take;
            }
        }

        return "";
    }
}
