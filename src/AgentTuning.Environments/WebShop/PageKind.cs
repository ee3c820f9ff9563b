namespace AgentTuning.Environments.WebShop;

/// <summary>What the original takes an address for.</summary>
enum PageKind
{
    /// <summary>The page with the search bar.</summary>
    Start,

    /// <summary>A page of results.</summary>
    Results,

    /// <summary>The page of a product.</summary>
    Item,

    /// <summary>A page behind it.</summary>
    Sub,

    /// <summary>The page after the purchase.</summary>
    Done,
}
