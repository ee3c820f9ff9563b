using System.Collections.Immutable;

namespace AgentTuning.Reports;

/// <summary>One task as played by each model.</summary>
/// <param name="Title">Why it is shown, such as <c>Solved after tuning only</c>.</param>
/// <param name="Task">The task's id.</param>
/// <param name="Category">The task's category, or null.</param>
/// <param name="Columns">The trajectories, in the order of the models.</param>
public sealed record ReportExample(string Title, string Task, string? Category, ImmutableArray<ExampleColumn> Columns);
