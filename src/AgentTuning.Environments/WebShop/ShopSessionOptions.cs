namespace AgentTuning.Environments.WebShop;

/// <summary>How a session is kept.</summary>
public sealed record ShopSessionOptions
{
    /// <summary>Stands in addresses. Default 0.</summary>
    public string Id { get; init; } = "0";

    /// <summary>True where products have a page of attributes. Default false.</summary>
    public bool ShowsAttributes { get; init; }

    /// <summary>Seeds the draws of random products. Default 0.</summary>
    public int Seed { get; init; }
}
