namespace AgentTuning.Environments.WebShop.Pages;

/// <summary>What a piece of a page's text stands in.</summary>
enum PageNodeKind
{
    /// <summary>Plain text.</summary>
    Text,

    /// <summary>Text whose white space is kept.</summary>
    Exact,

    /// <summary>A button.</summary>
    Button,

    /// <summary>A value of an option.</summary>
    Label,

    /// <summary>The link of a product.</summary>
    Link,
}
