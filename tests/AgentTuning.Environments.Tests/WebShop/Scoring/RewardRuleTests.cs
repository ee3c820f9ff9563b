using AgentTuning.Environments.WebShop.Goals;
using AgentTuning.Environments.WebShop.Products;
using AgentTuning.Environments.WebShop.Scoring;

namespace AgentTuning.Environments.Tests.WebShop.Scoring;

public sealed class RewardRuleTests
{
    static readonly RewardRule Rule = new(new TitleNouns());

    [Fact]
    public void The_wanted_product_with_its_options_earns_all()
    {
        var score = Rule.Score(Lamp(), Rows.Goal("Brass Lamp", "red", "large"), 12, ["deep red", "large"]);

        Assert.Equal(1, score.Total);
        Assert.Equal((1d, 1d, 1d, 0.25, 0.5, 0.25), (score.Type, score.Attributes, score.Options!.Value, score.AttributesWeight, score.OptionsWeight!.Value, score.PriceWeight));
    }

    [Fact]
    public void Each_missing_part_costs_its_share()
    {
        var score = Rule.Score(Lamp() with { Attributes = ["tea bag"] }, Rows.Goal("Brass Lamp", "red", "large"), 31, ["blue", "large"]);

        Assert.Equal(0.25, score.Total);
        Assert.False(score.IsPriceKept);
    }

    [Fact]
    public void Attributes_are_also_found_in_title_bullets_and_description()
    {
        var goal = Rows.Goal() with { Attributes = ["easy clean", "fine glass", "brass lamp", "old oak"] };
        var product = Lamp() with { Attributes = [], Bullets = ["Easy", "Clean"], Description = "Of FINE glass" };

        Assert.Equal(0.75, Rule.Score(product, goal, 12, []).Attributes);
    }

    [Theory]
    [InlineData(false, false, 0.5, 1)]
    [InlineData(false, false, 0.2, 0.5)]
    [InlineData(true, false, 0.15, 1)]
    [InlineData(false, true, 0.15, 1)]
    [InlineData(true, true, 0.09, 0.1)]
    [InlineData(true, true, 0, 0)]
    [InlineData(false, false, 0.15, 0.5)]
    public void The_kind_of_product_multiplies_the_reward(bool sharesQuery, bool sharesCategories, double titleScore, double expected)
    {
        var product = Lamp() with { Query = sharesQuery ? "lamps" : "tables", ProductCategory = sharesCategories ? "Lamps› Home " : "Home › Home › Tables" };

        Assert.Equal(expected, Rule.Score(product, Rows.Goal(), 12, [], titleScore).Type);
    }

    [Theory]
    [InlineData("grey,XL,pack of 12", "pack of 12,grey,XL", 3)]
    [InlineData("grey,XL,pack of 12", "pack of 12,blue,XL", 2)]
    [InlineData("cool powder snow,XL,pack of 12", "pack of 12,powder snow,XL", 3)]
    [InlineData("light blue", "dark blue", 1)]
    [InlineData("lightblue", "sky", 0)]
    public void Options_of_people_match_by_colour_and_by_words(string wanted, string chosen, int expected)
    {
        var goal = Rows.Goal("Brass Lamp", wanted.Split(','));

        Assert.Equal((double)expected / goal.Options.Length, Rule.Score(Lamp(), goal, 12, chosen.Split(',')).Options);
    }

    [Theory]
    [InlineData("size", "x-large", "large", 1)]
    [InlineData("size", "x-large", "3x-large", 0)]
    [InlineData("color", "navy", "navy blue", 0)] // "navy blue" becomes blue, the first in the list; the pair is the colour navy
    [InlineData("color", "navy", "navy", 1)]
    [InlineData("color", "dark navy", "navy", 1)] // the pair holds no colour as a whole, and its words hold navy
    public void Options_of_synthetic_goals_are_compared_as_pairs(string name, string wanted, string chosen, int expected)
    {
        var goal = Rows.Goal() with { Options = [new GoalOption(name, wanted)] };

        Assert.Equal(expected, Rule.Score(Lamp(), goal, 12, [chosen]).Options);
    }

    [Fact]
    public void A_goal_without_options_has_no_part_for_them()
    {
        var score = Rule.Score(Lamp(), Rows.Goal(), 12, ["red"]);

        Assert.Null(score.Options);
        Assert.Equal(0.5, score.PriceWeight);
    }

    [Fact]
    public void A_goal_without_nouns_has_a_title_score_of_a_fifth() => Assert.Equal(0.2, Rule.Score(Lamp(), Rows.Goal("12 of 3"), 12, []).TitleScore);

    [Fact]
    public void The_title_score_counts_repeated_nouns_of_the_goal() =>
        Assert.Equal(2d / 3, Rule.Score(Lamp(), Rows.Goal("Brass Brass Lamp"), 12, []).TitleScore);

    static Product Lamp() => Catalogue.From([Rows.Entry("B000000001", "Brass Lamp")])[0];
}
