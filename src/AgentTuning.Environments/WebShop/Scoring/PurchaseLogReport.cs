namespace AgentTuning.Environments.WebShop.Scoring;

/// <summary>What came of a log's replay.</summary>
/// <param name="Purchases">How many purchases the log has.</param>
/// <param name="Equal">How many have the recorded reward and parts.</param>
/// <param name="Differences">The parts that differ, in the order of the log.</param>
public sealed record PurchaseLogReport(int Purchases, int Equal, IReadOnlyList<PurchaseDifference> Differences);
