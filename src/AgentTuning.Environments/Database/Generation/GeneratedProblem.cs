using System.Collections.Immutable;

namespace AgentTuning.Environments.Database.Generation;

/// <summary>A question about a table, with its solution.</summary>
/// <param name="Category">The benchmark's category, such as <c>counting</c>.</param>
/// <param name="Question">What is asked or ordered.</param>
/// <param name="Sql">A statement that solves it.</param>
sealed record GeneratedProblem(string Category, string Question, string Sql)
{
    /// <summary>The answers, found without the statement; empty where the table is modified.</summary>
    public ImmutableArray<string> Answers { get; init; } = [];

    /// <summary>The rows after the modification; default where there is none.</summary>
    public ImmutableArray<ImmutableArray<GeneratedCell>> RowsAfter { get; init; }
}
