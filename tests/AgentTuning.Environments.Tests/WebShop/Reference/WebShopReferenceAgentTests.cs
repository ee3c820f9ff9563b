using AgentTuning.Environments.WebShop;
using AgentTuning.Environments.WebShop.Generation;
using AgentTuning.Environments.WebShop.Goals;
using AgentTuning.Environments.WebShop.Pages;
using AgentTuning.Environments.WebShop.Products;
using AgentTuning.Environments.WebShop.Reference;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.Tests.WebShop.Reference;

public sealed class WebShopReferenceAgentTests
{
    const int MostRounds = 10;

    [Theory]
    [InlineData(TaskSplit.Train, 1000, 300, GoalKind.Human)]
    [InlineData(TaskSplit.Train, 100, 100, GoalKind.Human)]
    [InlineData(TaskSplit.Development, 400, 200, GoalKind.Human)]
    [InlineData(TaskSplit.Test, 1000, 300, GoalKind.Human)]
    [InlineData(TaskSplit.Test, 400, 300, GoalKind.Synthetic)]
    public void An_agent_that_knows_the_product_buys_what_every_generated_goal_asks_for(TaskSplit split, int products, int goals, GoalKind kind)
    {
        using var shop = ShopLoader.Create(Catalogue.From(new GeneratedCatalogue(7, split, products).Entries()), new GoalOptions { Kind = kind });

        var failures = Enumerable.Range(0, goals).Select(goal => Play(shop, goal)).Where(log => log is not null).ToArray();

        Assert.True(failures.Length == 0, $"{failures.Length} of {goals} failed:\n{string.Join("\n\n", failures.Take(4))}");
    }

    // Null where the purchase is worth 1, else what happened.
    internal static string? Play(Shop shop, int goal)
    {
        var session = new ShopSession(shop, shop.Goals[goal]);
        var shopper = new Shopper(RandomDraws.Seeded(1, 2, goal), MostRounds, session.Goal.Asin);
        var log = new List<string> { session.Goal.Instruction, session.Goal.ToString() };
        for (var round = 0; round < MostRounds; round++)
        {
            var message = $"Observation:\n{PageText.Plain(session.Page)}\n\nAvailable Actions:\n{AvailableActions.Text(session.Page.HasSearchBar, session.Clickables)}";
            var move = shopper.Decide(SeenPage.Parse(message));
            var step = session.Step($"{(move.IsSearch ? "search" : "click")}[{move.Argument}]");
            log.Add($"{(move.IsSearch ? "search" : "click")}[{move.Argument}] {step.IsAccepted} {move.Thought} {step.Reward}");
            if (step.IsDone)
                return step.Reward == 1 ? null : string.Join('\n', log);
        }

        return string.Join('\n', log);
    }
}
