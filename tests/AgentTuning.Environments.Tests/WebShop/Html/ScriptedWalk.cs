using AgentTuning.Environments.WebShop;
using AgentTuning.Environments.WebShop.Pages;

namespace AgentTuning.Environments.Tests.WebShop.Html;

/// <summary>A walk of many steps over all kinds of pages, the same each time.</summary>
static class ScriptedWalk
{
    public static IEnumerable<(ShopPage Page, IReadOnlyList<string> Clickables)> Pages(Shop shop, int steps)
    {
        var random = RandomDraws.Seeded(9, 1, steps);
        for (var step = 0; step < steps;)
        {
            var session = new ShopSession(shop, shop.Goals[random.Next(shop.Goals.Count)], new ShopSessionOptions { ShowsAttributes = true });
            var isDone = false;
            for (var at = 0; at < 40 && step < steps && !isDone; at++, step++)
            {
                yield return (session.Page, [.. session.Clickables.Select(clickable => clickable.Text)]);
                isDone = session.Step(Next(session, random)).IsDone;
            }

            if (isDone && step++ < steps)
                yield return (session.Page, []);
        }
    }

    static string Next(ShopSession session, Random random)
    {
        if (session.Page.HasSearchBar)
            return $"search[{string.Join(' ', session.Goal.Instruction.Split(' ').Take(random.Next(1, 9)))}]";
        var text = random.Pick(session.Clickables).Text;
        return text == "back to search" && random.Chance(0.7) ? $"click[{session.Clickables[^1].Text}]" : $"click[{text}]";
    }
}
