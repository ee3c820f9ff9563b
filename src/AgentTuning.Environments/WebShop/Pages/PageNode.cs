namespace AgentTuning.Environments.WebShop.Pages;

/// <summary>A piece of a page's visible text, in the order of the page.</summary>
/// <param name="Text">As it stands in the page.</param>
/// <param name="Kind">What it stands in.</param>
readonly record struct PageNode(string Text, PageNodeKind Kind = PageNodeKind.Text);
