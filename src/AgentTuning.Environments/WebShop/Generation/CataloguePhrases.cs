namespace AgentTuning.Environments.WebShop.Generation;

/// <summary>How generated catalogues are worded.</summary>
static class CataloguePhrases
{
    /// <summary>How people ask.</summary>
    public static PhraseBook Wordings { get; } = new("WebShop/Generation/Wordings.txt");

    /// <summary>What shops write.</summary>
    public static PhraseBook Titles { get; } = new("WebShop/Generation/Titles.txt");
}
