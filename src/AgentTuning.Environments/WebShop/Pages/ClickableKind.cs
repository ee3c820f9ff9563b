namespace AgentTuning.Environments.WebShop.Pages;

/// <summary>What a clickable thing is.</summary>
public enum ClickableKind
{
    /// <summary>A button.</summary>
    Button,

    /// <summary>The link of a product among results.</summary>
    Product,

    /// <summary>A value of an option.</summary>
    Option,
}
