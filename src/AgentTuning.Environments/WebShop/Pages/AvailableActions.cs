using System.Collections.Immutable;
using AgentTuning.Environments.Database.Python;

namespace AgentTuning.Environments.WebShop.Pages;

/// <summary>What an agent is told that it can do.</summary>
public static class AvailableActions
{
    /// <summary>The list as Python prints it.</summary>
    public static string Text(bool hasSearchBar, ImmutableArray<Clickable> clickables) =>
        $"{{'has_search_bar': {(hasSearchBar ? "True" : "False")}, 'clickables': [{string.Join(", ", clickables.Select(clickable => PythonPrinter.Print(clickable.Text)))}]}}";
}
