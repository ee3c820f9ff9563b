namespace AgentTuning.Environments.WebShop;

/// <summary>What came of an action.</summary>
/// <param name="Reward">0 unless something was bought.</param>
/// <param name="IsDone">True where something was bought.</param>
/// <param name="IsAccepted">False where the action was none of the page's, and nothing changed.</param>
public readonly record struct ShopStep(double Reward, bool IsDone, bool IsAccepted);
