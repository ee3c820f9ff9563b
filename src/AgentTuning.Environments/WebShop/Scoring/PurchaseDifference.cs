namespace AgentTuning.Environments.WebShop.Scoring;

/// <summary>A part of a purchase's reward that differs from the log.</summary>
/// <param name="Line">The line of the log, from 1 on.</param>
/// <param name="Part">The part by the original's name, such as <c>r_type</c>.</param>
/// <param name="Recorded">What the log says.</param>
/// <param name="Computed">What is worked out.</param>
public sealed record PurchaseDifference(int Line, string Part, double Recorded, double Computed);
