using AgentTuning.Llama.Training;

namespace AgentTuning.Llama.Tests.Training;

public sealed class SharedPrefixTests
{
    [Fact]
    public void A_longer_prefix_of_fewer_examples_wins_where_it_saves_more()
    {
        int[] shared = [.. Enumerable.Range(0, 40)], longer = [.. shared, .. Enumerable.Range(50, 100)];
        int[][] texts = [[.. longer, 1, 2], [.. longer, 3, 4], [.. shared, 200, 5], [.. longer, 6, 7]];
        var examples = texts.Select((ids, i) => Examples.Of($"{i}", ids, ids.Length - 1)).ToList();

        var groups = SharedPrefix.Group(examples);

        Assert.Equal(
            ["140: 0 1 3", "0: 2"],
            groups.OrderByDescending(group => group.PrefixLength).Select(group => $"{group.PrefixLength}: {string.Join(' ', group.Examples.Select(e => e.Id))}"));
    }

    [Fact]
    public void A_prefix_ends_before_the_first_position_whose_prediction_has_loss()
    {
        int[] ids = [.. Enumerable.Range(0, 80)];

        var groups = SharedPrefix.Group([Examples.Of("a", ids, 50), Examples.Of("b", ids, 60)]);

        Assert.Equal(49, Assert.Single(groups).PrefixLength);
    }

    [Fact]
    public void A_short_prefix_is_not_shared()
    {
        int[] ids = [.. Enumerable.Range(0, 30)];

        var groups = SharedPrefix.Group([Examples.Of("a", ids, 28), Examples.Of("b", ids, 28)]);

        Assert.Equal([0, 0], groups.Select(group => group.PrefixLength));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    public void Shards_hold_every_example_once_and_carry_similar_loads(int shards)
    {
        var examples = Examples.Random(60, 50, seed: 3, prefixLength: 100).Concat(Examples.Random(60, 50, seed: 4)).ToList();

        var plan = ShardPlan.Create(examples, shards);
        var again = ShardPlan.Create(examples, shards);

        var loads = plan.Select(groups => groups.Sum(group => group.PrefixLength + group.Examples.Sum(e => e.Length - group.PrefixLength))).ToList();
        Assert.Equal(120, plan.SelectMany(groups => groups).SelectMany(group => group.Examples).Distinct().Count());
        Assert.Equal(120, plan.SelectMany(groups => groups).Sum(group => group.Examples.Count));
        Assert.InRange(loads.Max() - loads.Min(), 0, 160);
        Assert.Equal(Ids(plan), Ids(again));
    }

    static string Ids(IEnumerable<IReadOnlyList<SharedPrefix>> plan) =>
        string.Join('|', plan.Select(groups => string.Join(' ', groups.SelectMany(group => group.Examples).Select(example => example.Id))));
}
