namespace AgentTuning.Environments.AlfWorld.Planning;

/// <summary>A step of a plan.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Receptacle">Where.</param>
/// <param name="Item">With which object; null where there is none.</param>
sealed record PlanStep(PlanStepKind Kind, PlannedReceptacle Receptacle, string? Item);
