namespace AgentTuning.Environments.WebShop.Goals;

/// <summary>Goals that one instruction gives: one of a person's, one for each combination of options of a synthetic one.</summary>
/// <param name="Product">The product's place in the catalogue.</param>
/// <param name="Record">Which of the product's instructions of people; -1 for the synthetic one.</param>
/// <param name="First">The number of its first goal, before shuffling.</param>
/// <param name="PriceUpper">The bound in dollars.</param>
/// <param name="Weight">How often each of its goals is drawn, relative to others.</param>
public readonly record struct GoalGroup(int Product, int Record, int First, double PriceUpper, double Weight);
