using System.Collections.Immutable;
using AgentTuning.Environments;

namespace AgentTuning.Evaluation;

/// <summary>
/// The paper's overall score of a group: the mean over its benchmarks of score / norm, where a benchmark's norm is the mean score of five
/// reference models (GPT-3.5, GPT-4 and Llama 2 chat of 7, 13 and 70 billion parameters).
/// </summary>
/// <remarks>
/// The paper prints the norms rounded; its own figures come out only with unrounded ones, so these are used. A model as good as the
/// reference models are on average scores 1.
/// </remarks>
public sealed record OverallScore
{
    /// <summary>The group.</summary>
    public required EnvironmentKind Kind { get; init; }

    /// <summary>The mean over the benchmarks that were measured.</summary>
    public required double Value { get; init; }

    /// <summary>The benchmarks that were measured, in the paper's order.</summary>
    public required ImmutableArray<OverallScorePart> Parts { get; init; }

    /// <summary>The group's benchmarks that were not measured. With any missing the value is not the paper's.</summary>
    public required ImmutableArray<string> Missing { get; init; }

    /// <summary>The overall score of a group; null where none of its benchmarks was measured.</summary>
    /// <param name="kind">The group.</param>
    /// <param name="scores">Benchmark to score in percent (MT-Bench in points); other names are passed over.</param>
    public static OverallScore? Of(EnvironmentKind kind, IReadOnlyDictionary<string, double> scores)
    {
        var benchmarks = PublishedScores.Benchmarks.Where(benchmark => benchmark.Kind == kind).ToArray();
        ImmutableArray<OverallScorePart> parts =
        [
            .. benchmarks
                .Where(benchmark => scores.ContainsKey(benchmark.Benchmark))
                .Select(benchmark => new OverallScorePart(benchmark.Benchmark, scores[benchmark.Benchmark], benchmark.Norm)),
        ];
        return parts.IsEmpty ? null : new OverallScore
        {
            Kind = kind,
            Value = parts.Average(part => part.Ratio),
            Parts = parts,
            Missing = [.. benchmarks.Select(benchmark => benchmark.Benchmark).Where(name => !scores.ContainsKey(name))],
        };
    }
}
