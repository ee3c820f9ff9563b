namespace AgentTuning.Evaluation;

/// <summary>A 95 % confidence interval.</summary>
/// <param name="Low">The lower bound.</param>
/// <param name="High">The upper bound.</param>
public sealed record ConfidenceInterval(double Low, double High)
{
    internal ConfidenceInterval Times(double factor) => new(Low * factor, High * factor);
}
