using System.Collections.Immutable;

namespace AgentTuning.Reports;

/// <summary>The losses of one training run, per supervised token.</summary>
/// <param name="Name">Which training.</param>
/// <param name="Training">By step.</param>
/// <param name="Validation">By step; empty where it was not measured.</param>
public sealed record LossCurve(string Name, ImmutableArray<LossPoint> Training, ImmutableArray<LossPoint> Validation);
