using System.Collections.Immutable;
using AgentTuning.Evaluation;

namespace AgentTuning.Reports;

/// <summary>The scores of several evaluations, put together by environment.</summary>
/// <param name="evaluations">In the order in which their models are shown.</param>
sealed class EvaluatedModels(IReadOnlyList<EvaluationReport> evaluations)
{
    readonly ImmutableArray<ScoreCell> _cells =
    [
        .. evaluations.SelectMany(evaluation => evaluation.Scores).DistinctBy(cell => (cell.Agent, cell.Environment, cell.Split)),
    ];

    /// <summary>The baselines first, then the others as they come.</summary>
    public ImmutableArray<string> Names =>
    [
        .. evaluations.Select(evaluation => evaluation.Baseline).OfType<string>()
            .Concat(_cells.Select(cell => cell.Agent))
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>One sheet for each environment and split; environments of agents first, general ones last.</summary>
    public ImmutableArray<ScoreSheet> Sheets =>
    [
        .. _cells.GroupBy(cell => (cell.Environment, cell.Split))
            .OrderBy(group => group.First().Kind ?? Environments.EnvironmentKind.HeldOut)
            .ThenBy(group => group.Key.Environment, StringComparer.Ordinal)
            .ThenByDescending(group => group.Key.Split)
            .Select(group => Sheet([.. group])),
    ];

    /// <summary>The endings of each model in each environment.</summary>
    public ImmutableArray<EndingCounts> Endings =>
    [
        .. Sheets.SelectMany(sheet => Names.SelectMany(name => _cells
            .Where(cell => cell.Agent == name && cell.Environment == sheet.Environment && cell.Split == sheet.Split)
            .Select(cell => new EndingCounts(cell.Environment, cell.Agent, cell.Endings)))),
    ];

    /// <summary>The label of a file of trajectories, found by its hash; null where it was not evaluated or has none.</summary>
    public string? LabelOf(string hash) => Input(hash)?.Label;

    /// <summary>True where a file of trajectories was evaluated.</summary>
    public bool Includes(string hash) => Input(hash) is not null;

    EvaluationInput? Input(string hash) => evaluations.SelectMany(evaluation => evaluation.Inputs).FirstOrDefault(input => input.Hash == hash);

    ScoreSheet Sheet(ImmutableArray<ScoreCell> cells)
    {
        ImmutableArray<ScoreCell?> columns = [.. Names.Select(name => cells.FirstOrDefault(cell => cell.Agent == name))];
        return new ScoreSheet
        {
            Environment = cells[0].Environment,
            Split = cells[0].Split,
            Kind = cells[0].Kind,
            Metric = cells[0].Metric,
            Overall = new ScoreRow("score", [.. columns.Select(cell => cell is { Score: { } score, Interval: { } interval } ? ToScore(score, interval, cell.Tasks) : null)]),
            Categories = [.. Rows(columns, cell => cell.Groups).Concat(Rows(columns, cell => cell.Categories)).DistinctBy(row => row.Name)],
            Changes =
            [
                .. evaluations.SelectMany(evaluation => evaluation.Comparisons)
                    .Where(comparison => comparison.Environment == cells[0].Environment && comparison.Split == cells[0].Split)
                    .Select(ToChange),
            ],
        };
    }

    static IEnumerable<ScoreRow> Rows(ImmutableArray<ScoreCell?> columns, Func<ScoreCell, ImmutableArray<GroupScore>> parts) => columns
        .OfType<ScoreCell>()
        .SelectMany(cell => parts(cell).Select(part => part.Name))
        .Distinct(StringComparer.Ordinal)
        .Select(name => new ScoreRow(name,
        [
            .. columns.Select(cell => cell is null ? null : parts(cell).FirstOrDefault(part => part.Name == name))
                .Select(part => part is null ? null : ToScore(part.Score, part.Interval, part.Tasks)),
        ]));

    static Score ToScore(double score, ConfidenceInterval interval, int tasks) => new(score / 100, interval.Low / 100, interval.High / 100, tasks);

    static ScoreChange ToChange(ScoreComparison comparison) => new()
    {
        Baseline = comparison.Baseline,
        Model = comparison.Agent,
        Difference = comparison.Difference / 100,
        Low = comparison.Interval.Low / 100,
        High = comparison.Interval.High / 100,
        Tasks = comparison.Tasks,
        Wins = comparison.Wins,
        Losses = comparison.Losses,
        SignTest = comparison.SignTest,
    };
}
