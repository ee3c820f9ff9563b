using AgentTuning.Environments.WebShop;
using AgentTuning.Environments.WebShop.Goals;

namespace AgentTuning.Environments.Tests.WebShop.Goals;

public sealed class OfficialGoalsTests(OfficialShop shops) : IClassFixture<OfficialShop>
{
    [Fact]
    public async Task There_are_a_thousand_products_with_6910_synthetic_goals_and_13_of_people()
    {
        Assert.Equal(1000, (await shops.SyntheticAsync()).Catalogue.Count);
        Assert.Equal(6910, (await shops.SyntheticAsync()).Goals.Count);
        Assert.Equal(13, (await shops.HumanAsync()).Goals.Count);
    }

    [Theory]
    [InlineData(0, "B0743JKHBV", "size=28\" x 28\"")]
    [InlineData(1, "B09QCP4579", "color=black, size=3x-large")]
    [InlineData(6, "B09PYSKD7H", "color=navy, size=x-large")]
    public async Task Synthetic_goals_are_in_the_order_of_the_original(int place, string asin, string options)
    {
        var goal = (await shops.SyntheticAsync()).Goals[place];

        Assert.Equal(asin, goal.Asin);
        Assert.Equal(options, string.Join(", ", goal.Options.Select(option => $"{option.Name}={option.Value}")));
    }

    [Fact]
    public async Task The_third_synthetic_goal_is_that_of_the_original() => Assert.Equal("B099WH1RTM", (await shops.SyntheticAsync()).Goals[2].Asin);

    [Fact]
    public async Task A_synthetic_instruction_names_attributes_options_and_price()
    {
        var goal = (await shops.SyntheticAsync()).Goals[6];

        Assert.Matches(@"^Find me .+ with color: navy, and size: x-large, and price lower than \d0\.00 dollars$", goal.Instruction);
    }

    [Fact]
    public async Task Goals_of_people_have_their_words_without_points_at_the_ends()
    {
        var goals = (await shops.HumanAsync()).Goals;

        var texts = Enumerable.Range(0, goals.Count).Select(place => goals[place].Instruction).ToList();

        Assert.Contains(texts, text => text.StartsWith("i am looking for a gluten free, 100% vegan plant based protein shake that is soy-free, and price lower than ", StringComparison.Ordinal));
        Assert.All(texts, text => Assert.DoesNotMatch(@"\.$|^\.|\.,", text));
    }

    [Fact]
    public async Task Price_bounds_are_multiples_of_ten_above_the_price()
    {
        var shop = await shops.SyntheticAsync();

        for (var place = 0; place < 500; place++)
        {
            var goal = shop.Goals[place];
            var price = shop.Prices[shop.Catalogue.OrdinalOf(goal.Asin)];
            Assert.True(goal.PriceUpper == Goal.NoBound || (goal.PriceUpper > price && goal.PriceUpper <= price + 40 && goal.PriceUpper % 10 == 0), $"{goal.Asin}: {price}, {goal.PriceUpper}");
        }
    }

    [Fact]
    public async Task Draws_follow_the_weight_of_the_goal_before_and_never_give_the_first()
    {
        var goals = (await shops.SyntheticAsync()).Goals;
        var random = new PythonRandom(1);

        var drawn = Enumerable.Range(0, 20_000).Select(_ => goals.Draw(random)).ToList();

        Assert.DoesNotContain(0, drawn);
        var wanted = Share(goals, Enumerable.Range(1, goals.Count - 1), place => goals[place - 1].Weight);
        Assert.InRange(Share(goals, drawn, _ => 1), wanted - 0.02, wanted + 0.02);
    }

    [Fact]
    public async Task A_limit_keeps_different_goals_in_the_order_drawn()
    {
        var shop = await shops.SyntheticAsync();

        var few = GoalSet.Create(shop.Catalogue, shop.Prices, new GoalOptions { Kind = GoalKind.Synthetic, Limit = 20 });

        Assert.Equal(20, few.Count);
        Assert.Equal(20, Enumerable.Range(0, 20).Select(place => few[place].Instruction + few[place].Asin).Distinct().Count());
    }

    [Fact]
    public async Task A_filter_sees_the_shuffled_place()
    {
        var shop = await shops.SyntheticAsync();

        var some = GoalSet.Create(shop.Catalogue, shop.Prices, new GoalOptions { Kind = GoalKind.Synthetic, Filter = (place, _) => place is 2 or 6 });

        Assert.Equal(["B099WH1RTM", "B09PYSKD7H"], Enumerable.Range(0, some.Count).Select(place => some[place].Asin));
    }

    // Of the goals at these places, the share of those of the garden.
    static double Share(GoalSet goals, IEnumerable<int> places, Func<int, double> weight)
    {
        var all = places.ToList();
        return all.Where(place => goals[place].Category == "garden").Sum(weight) / all.Sum(weight);
    }
}
