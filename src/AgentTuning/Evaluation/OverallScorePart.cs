namespace AgentTuning.Evaluation;

/// <summary>One benchmark's part of an overall score.</summary>
/// <param name="Benchmark">Its name.</param>
/// <param name="Score">In percent (MT-Bench in points).</param>
/// <param name="Norm">The mean score of the reference models.</param>
public sealed record OverallScorePart(string Benchmark, double Score, double Norm)
{
    /// <summary>Score divided by norm.</summary>
    public double Ratio => Score / Norm;
}
