namespace AgentTuning.Environments.WebShop.Scoring;

/// <summary>The parts of a reward by the original's names.</summary>
static class ScoreParts
{
    /// <summary>All parts that the purchase has; true is 1.</summary>
    public static IEnumerable<(string Name, double Value)> Of(PurchaseScore score)
    {
        yield return ("r_type", score.Type);
        yield return ("r_att", score.Attributes);
        yield return ("w_att", score.AttributesWeight);
        yield return ("query_match", score.IsQueryEqual ? 1 : 0);
        yield return ("category_match", score.IsCategoryShared ? 1 : 0);
        yield return ("title_score", score.TitleScore);
        if (score is { Options: { } options, OptionsWeight: { } weight })
        {
            yield return ("r_option", options);
            yield return ("w_option", weight);
        }

        yield return ("r_price", score.IsPriceKept ? 1 : 0);
        yield return ("w_price", score.PriceWeight);
    }
}
