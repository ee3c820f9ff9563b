using System.Collections.Immutable;

namespace AgentTuning.Fitting;

/// <summary>What making examples fit has cost.</summary>
public sealed record FitReport
{
    /// <summary>The longest example that was kept as it is or cut, in tokens.</summary>
    public required int MaxLength { get; init; }

    /// <summary>What became of longer ones.</summary>
    public required LongExamples LongExamples { get; init; }

    /// <summary>The sources in the order of their names.</summary>
    public required ImmutableArray<SourceFit> Sources { get; init; }

    /// <summary>All sources together.</summary>
    public SourceFit Total => Sources.Aggregate(new SourceFit { Source = "all" }, (sum, source) => sum.Plus(source, sum.Source));
}
