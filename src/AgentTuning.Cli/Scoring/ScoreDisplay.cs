using System.Globalization;
using AgentTuning.Evaluation;
using AgentTuning.Files;

namespace AgentTuning.Cli.Scoring;

/// <summary>An evaluation as tables for people.</summary>
static class ScoreDisplay
{
    /// <summary>Scores, their breakdown, comparisons and overall scores.</summary>
    public static string ToText(EvaluationReport report)
    {
        var blocks = new List<string> { Scores(report) };
        if (report.Scores.Any(cell => cell.PassAt.Length > 0))
            blocks.Add(PassAt(report));
        if (report.Comparisons.Length > 0)
            blocks.Add(Comparisons(report));
        if (report.Overall.Length > 0)
            blocks.Add(Overall(report));
        return string.Join("\n\n", blocks);
    }

    static string Scores(EvaluationReport report) => TextTable.Of(
    [
        ["environment", "split", "agent", "score", "95 % interval", "tasks", "no reward", "endings"],
        .. report.Scores.SelectMany(cell => (string[][])
        [
            [
                cell.Environment,
                WireNames.Of(cell.Split),
                cell.Agent,
                Number(cell.Score),
                Interval(cell.Interval),
                Number(cell.Tasks),
                Number(cell.Failures),
                string.Join(", ", cell.Endings.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {pair.Value}")),
            ],
            .. cell.Groups.Concat(cell.Categories.Where(category => cell.Groups.All(group => group.Name != category.Name)))
                .Select(group => (string[])[$"  {group.Name}", "", "", Number(group.Score), Interval(group.Interval), Number(group.Tasks), "", ""]),
        ]),
    ]);

    static string PassAt(EvaluationReport report) => TextTable.Of(
    [
        ["environment", "agent", "pass@k"],
        .. report.Scores.Where(cell => cell.PassAt.Length > 0).Select(cell => (string[])
        [
            cell.Environment,
            cell.Agent,
            string.Join(", ", cell.PassAt.Select(pass => $"@{pass.K} {Number(pass.Score)}")),
        ]),
    ]);

    static string Comparisons(EvaluationReport report) => TextTable.Of(
    [
        ["on the same tasks", "split", "agent", "less", "difference", "95 % interval", "tasks", "better/worse", "sign test p"],
        .. report.Comparisons.Select(comparison => (string[])
        [
            comparison.Environment,
            WireNames.Of(comparison.Split),
            comparison.Agent,
            comparison.Baseline,
            comparison.Difference.ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture),
            Interval(comparison.Interval),
            Number(comparison.Tasks),
            $"{comparison.Wins}/{comparison.Losses}",
            comparison.SignTest.ToString("0.0000", CultureInfo.InvariantCulture),
        ]),
    ]);

    static string Overall(EvaluationReport report) => TextTable.Of(
    [
        ["overall score of the paper", "agent", "score", "benchmarks"],
        .. report.Overall.Select(score => (string[])
        [
            WireNames.Of(score.Overall.Kind),
            score.Agent,
            score.Overall.Value.ToString("0.00", CultureInfo.InvariantCulture),
            score.Overall.Missing.IsEmpty ? "all" : $"only {string.Join(", ", score.Overall.Parts.Select(part => part.Benchmark))}",
        ]),
    ]);

    static string Number(double? value) => value?.ToString("0.0", CultureInfo.InvariantCulture) ?? "none";

    static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    static string Interval(ConfidenceInterval? interval) => interval is null ? "-" : $"{Number(interval.Low)} to {Number(interval.High)}";
}
