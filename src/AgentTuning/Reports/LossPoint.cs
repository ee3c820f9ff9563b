namespace AgentTuning.Reports;

/// <summary>A loss at a step.</summary>
/// <param name="Step">From 1.</param>
/// <param name="Loss">Cross-entropy in nats.</param>
public sealed record LossPoint(int Step, double Loss);
