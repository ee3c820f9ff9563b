using AgentTuning.Environments.WebShop;

namespace AgentTuning.Environments.Tests.WebShop.Goals;

public sealed class GoalWeightTests
{
    [Fact]
    public void Each_combination_of_options_is_a_goal_and_counts_for_the_weights()
    {
        using var shop = Rows.Lamps();

        var goals = Enumerable.Range(0, shop.Goals.Count).Select(place => shop.Goals[place]).ToList();

        Assert.Equal(5, goals.Count); // two colours by two sizes, and the glass lamp
        Assert.All(goals, goal => Assert.Equal(1d / 5, goal.Weight));
        Assert.Contains(goals, goal => goal.Instruction.StartsWith("Find me lamps with color: black | white, and size: large, and price", StringComparison.Ordinal));
    }

    [Fact]
    public void With_two_goals_only_the_second_is_drawn_and_with_one_it_is()
    {
        using var two = Rows.Shop(Rows.Entry("B1", "One"), Rows.Entry("B2", "Two"));
        using var one = Rows.Shop(Rows.Entry("B1", "One"));
        var random = new PythonRandom(5);

        Assert.All(Enumerable.Range(0, 50), _ => Assert.Equal(1, two.Goals.Draw(random)));
        Assert.Equal(0, one.Goals.Draw(random));
    }

    [Theory]
    [InlineData("$980", 1_000_000)]
    [InlineData("$990", 1_000_000)]
    [InlineData("$5000", 1_000_000)]
    public void Without_two_bounds_above_the_price_there_is_none(string pricing, double expected)
    {
        using var shop = Rows.Shop(Rows.Entry("B1", "One", pricing));

        Assert.Equal(expected, shop.Goals[0].PriceUpper);
        Assert.Equal("Find me lamps", shop.Goals[0].Instruction);
    }

    [Fact]
    public void A_price_just_below_the_highest_two_bounds_takes_the_higher()
    {
        using var shop = Rows.Shop(Rows.Entry("B1", "One", "$979"));

        Assert.Equal(990, shop.Goals[0].PriceUpper);
        Assert.Equal("Find me lamps, and price lower than 990.00 dollars", shop.Goals[0].Instruction);
    }
}
