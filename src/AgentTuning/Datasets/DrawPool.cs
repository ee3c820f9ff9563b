namespace AgentTuning.Datasets;

/// <summary>A pool of examples from which <see cref="RatioDraw"/> draws.</summary>
/// <param name="Name">Unique among the pools; seeds the order within it.</param>
/// <param name="IsAgent">True for agent examples; all agent pools are drawn from as one.</param>
/// <param name="Weight">The share among the general pools, relative to the others' weights; more than 0. Not used for agent pools.</param>
/// <param name="Count">The number of examples.</param>
public sealed record DrawPool(string Name, bool IsAgent, double Weight, int Count);
