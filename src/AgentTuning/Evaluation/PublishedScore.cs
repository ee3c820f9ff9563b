using System.Collections.Immutable;
using AgentTuning.Environments;

namespace AgentTuning.Evaluation;

/// <summary>What the paper's models earned on one benchmark.</summary>
/// <param name="Benchmark">The name on the command line, such as <c>database</c>.</param>
/// <param name="Kind">The group whose overall score it is part of.</param>
/// <param name="Scores">In percent (MT-Bench in points), in the order of <see cref="PublishedScores.Models"/>.</param>
public sealed record PublishedScore(string Benchmark, EnvironmentKind Kind, ImmutableArray<double> Scores)
{
    /// <summary>The mean score of the reference models, which the overall score divides by; not rounded.</summary>
    public double Norm => Scores.Take(PublishedScores.ReferenceModels).Average();
}
