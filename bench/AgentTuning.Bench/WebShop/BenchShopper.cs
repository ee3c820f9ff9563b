using AgentTuning.Environments.WebShop;
using AgentTuning.Environments.WebShop.Pages;

namespace AgentTuning.Bench.WebShop;

/// <summary>Shops by a fixed plan and writes every page as an agent sees it.</summary>
sealed class BenchShopper(ShopSession session)
{
    /// <summary>The characters that were written.</summary>
    public long Length { get; private set; }

    public int Steps { get; private set; }

    public bool IsDone { get; private set; }

    /// <summary>Takes the next step; false where there is none.</summary>
    public bool Step()
    {
        if (IsDone)
            return false;
        var first = session.Clickables.FirstOrDefault(clickable => clickable.Kind != ClickableKind.Button).Text;
        var action = Steps switch
        {
            0 => $"search[{string.Join(' ', session.Goal.Name.Split(' ').Take(6))}]",
            1 => "click[next >]",
            2 => "click[< prev]",
            3 => $"click[{first ?? "back to search"}]",
            4 => "click[description]",
            5 => "click[< prev]",
            6 => $"click[{first ?? "features"}]",
            _ => "click[buy now]",
        };
        IsDone = session.Step(action).IsDone || Steps >= 8;
        Length += PageText.Plain(session.Page).Length + AvailableActions.Text(session.Page.HasSearchBar, session.Clickables).Length;
        Steps++;
        return !IsDone;
    }
}
