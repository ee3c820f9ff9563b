using System.Text.Json;
using AgentTuning.Environments.WebShop.Products;
using AgentTuning.Files;

namespace AgentTuning.Environments.WebShop.Scoring;

/// <summary>Works out the rewards of a log of purchases once more, and compares.</summary>
/// <param name="rule">The reward.</param>
/// <param name="catalogue">The products that rows name; null where all rows hold theirs.</param>
/// <param name="usesRecordedTitles">True to take title scores from the log where it has them, so that everything but the tagger of nouns is compared.</param>
public sealed class PurchaseLog(RewardRule rule, Catalogue? catalogue, bool usesRecordedTitles)
{
    const double Tolerance = 1e-9;
    const string TitlePart = "title_score";

    /// <summary>Replays a file of JSON lines; rows that are no purchases are passed over.</summary>
    /// <exception cref="InvalidDataException">A row is malformed; the message names its line.</exception>
    public async Task<PurchaseLogReport> ReplayAsync(string path, CancellationToken cancellationToken = default)
    {
        var differences = new List<PurchaseDifference>();
        var (purchases, equal) = (0, 0);
        await foreach (var line in JsonLines.ReadAsync(path, cancellationToken))
        {
            var record = line.Read(WebShopJson.Readable.PurchaseRecord);
            if (!record.IsPurchase)
                continue;
            var before = differences.Count;
            Compare(line, record, differences);
            purchases++;
            equal += differences.Count == before ? 1 : 0;
        }

        return new PurchaseLogReport(purchases, equal, differences);
    }

    static InvalidDataException Fault(JsonLine line, string message) => new($"{line.Place}: {message}");

    void Compare(JsonLine line, PurchaseRecord record, List<PurchaseDifference> differences)
    {
        if (record.Goal is not { } goal || record.Reward is not { } recorded)
            throw Fault(line, "the purchase lacks 'goal' or 'reward', expected both.");
        var product = ProductOf(line, record);
        var price = record.Content?.Price ?? record.Price ?? product.Prices[0];
        var chosen = (record.Content?.Options ?? record.Options)?.Values.AsEnumerable() ?? [];
        var score = rule.Score(product, goal.ToGoal(), price, chosen, usesRecordedTitles ? Recorded(record, TitlePart) : null);
        foreach (var (part, computed) in ScoreParts.Of(score))
            if (Recorded(record, part) is { } value && Math.Abs(value - computed) > Tolerance)
                differences.Add(new PurchaseDifference(line.Number, part, value, computed));
        if (Math.Abs(recorded - score.Total) > Tolerance)
            differences.Add(new PurchaseDifference(line.Number, "reward", recorded, score.Total));
    }

    Product ProductOf(JsonLine line, PurchaseRecord record)
    {
        if (record.Product is { } raw)
            return ProductRules.Normalize(new RawEntry(raw, new RawAttributes { Attributes = record.Attributes }, []));
        var asin = record.Content?.Asin ?? record.Asin ?? throw Fault(line, "the purchase names no product, expected 'asin', 'content.asin' or 'product'.");
        return catalogue?.Find(asin) ?? throw Fault(line, $"the product '{asin}' is not in the catalogue. Give the catalogue of the log with --data.");
    }

    static double? Recorded(PurchaseRecord record, string part) =>
        record.Parts is not { ValueKind: JsonValueKind.Object } parts || !parts.TryGetProperty(part, out var value) ? null : value.ValueKind switch
        {
            JsonValueKind.Number => value.GetDouble(),
            JsonValueKind.True => 1,
            JsonValueKind.False => 0,
            _ => null,
        };
}
