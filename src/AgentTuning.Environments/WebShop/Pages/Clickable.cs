namespace AgentTuning.Environments.WebShop.Pages;

/// <summary>Something on a page that a click names.</summary>
/// <param name="Text">What the click must name: the text in lower case, or the raw value of an option.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Target">The product's id as written, or the name of the option; empty for buttons.</param>
public readonly record struct Clickable(string Text, ClickableKind Kind, string Target = "");
