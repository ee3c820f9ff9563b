using AgentTuning.Trajectories;

namespace AgentTuning.Reports;

/// <summary>A trajectory under its model's name.</summary>
/// <param name="Model">Who acted.</param>
/// <param name="Trajectory">What happened.</param>
public sealed record ExampleColumn(string Model, Trajectory Trajectory);
