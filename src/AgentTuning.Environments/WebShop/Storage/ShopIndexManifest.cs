namespace AgentTuning.Environments.WebShop.Storage;

/// <summary>What an index was built from; written last, so that an index without it is none.</summary>
sealed record ShopIndexManifest
{
    /// <summary>The form of the files that this program writes.</summary>
    public const int CurrentForm = 1;

    public required int Form { get; init; }

    public required int Products { get; init; }

    public required SourceStamp Source { get; init; }
}
