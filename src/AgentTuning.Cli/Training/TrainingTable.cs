using System.Globalization;

namespace AgentTuning.Cli.Training;

/// <summary>What is said when a run has ended.</summary>
static class TrainingTable
{
    public static string Of(TrainingRequest request, TrainingOutcome outcome)
    {
        var (summary, fit) = (outcome.Summary, outcome.Fitted.Fit.Total);
        IEnumerable<(string Name, string Value)> rows =
        [
            ("model", request.Output),
            ("steps", Number(summary.Steps)),
            ("loss", Loss(summary.FinalLoss)),
            ("validation", summary.ValidationLoss is { } loss ? Loss(loss) : "not measured"),
            .. summary.ValidationLossBySource.Select(source => ($"  {source.Key}", Loss(source.Value))),
            ("tokens", $"{Number(summary.Tokens)} ({Number(summary.SupervisedTokens)} with loss)"),
            ("left out", $"{Number(fit.DroppedTooLong)} too long, {Number(fit.WithoutLoss.Values.Sum())} without loss; {Number(fit.Split)} split, {Number(fit.Truncated)} truncated"),
            .. outcome.Draws.Select(pool => ($"drawn {pool.Name}", $"{Number(pool.Drawn)} examples from {Number(pool.Examples)}")),
            ("memory", $"{(outcome.PeakBytes is { } peak ? MemoryTable.Size(peak) : "not measured")} at the most, planned {MemoryTable.Size(outcome.Run.Memory.Bytes)}"),
            ("time", Time(summary.Duration)),
        ];
        var width = rows.Max(row => row.Name.Length) + 2;
        return string.Join('\n', rows.Select(row => $"{row.Name.PadRight(width)}{row.Value}"));
    }

    static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    static string Loss(double loss) => loss.ToString("0.0000", CultureInfo.InvariantCulture);

    static string Time(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(time.TotalMinutes):0} min {time.Seconds} s");
}
