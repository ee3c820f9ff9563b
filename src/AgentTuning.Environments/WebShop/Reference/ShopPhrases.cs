namespace AgentTuning.Environments.WebShop.Reference;

/// <summary>How the reference agent thinks.</summary>
static class ShopPhrases
{
    /// <summary>By what it does next.</summary>
    public static PhraseBook Thoughts { get; } = new("WebShop/Reference/Thoughts.txt");
}
