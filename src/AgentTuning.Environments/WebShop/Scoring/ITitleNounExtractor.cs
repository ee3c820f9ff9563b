namespace AgentTuning.Environments.WebShop.Scoring;

/// <summary>Finds the nouns of a product's title. Safe for several callers.</summary>
public interface ITitleNounExtractor
{
    /// <summary>The nouns in lower case, in the order of the title, repeated where the title repeats them.</summary>
    /// <param name="asin">The product's id.</param>
    /// <param name="title">Its title.</param>
    IReadOnlyList<string> Nouns(string asin, string title);
}
