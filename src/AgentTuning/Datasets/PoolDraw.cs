namespace AgentTuning.Datasets;

/// <summary>One example that was drawn.</summary>
/// <param name="Pool">Which pool, from 0.</param>
/// <param name="Index">Which example of the pool, from 0.</param>
/// <param name="Epoch">How often examples of its kind have been gone through, this time included; from 1.</param>
public readonly record struct PoolDraw(int Pool, int Index, int Epoch);
