using System.Globalization;

namespace AgentTuning.Bench.Training;

/// <summary>Results as Markdown, ready to be pasted into a page.</summary>
static class TrainingTables
{
    /// <summary>Prints the results on one model.</summary>
    public static void Print(ModelReport report)
    {
        Line($"### {report.Model}: {report.Parameters / 1e6:F1} M parameters\n");
        Line($"A step of {report.Examples} trajectories: {report.Tokens:N0} tokens, {100.0 * report.SupervisedTokens / report.Tokens:F0} % with loss; padded in batches of {report.Batch} {report.PaddedTokens:N0}; with shared prefixes {report.SharedRows[0].Rows:N0} rows ({string.Join(", ", report.SharedRows.Skip(1).Select(size => FormattableString.Invariant($"{size.Rows:N0} in packs of {size.RowsPerPack:N0}")))}).");
        Line($"Matrix products: fp32 {report.Fp32Rate / 1e9:F0} GFLOP/s, bf16 {report.Bf16Rate / 1e9:F0} GFLOP/s{(report.Bf16Rate < report.Fp32Rate ? " (emulated: bf16 is not run)" : "")}.\n");
        Line($"| | s/step | useful tokens/s | × TorchSharp | × PyTorch | of fp32 rate | of bf16 rate | peak memory | planned |");
        Line($"|---|---|---|---|---|---|---|---|---|");
        foreach (var rung in report.Rungs)
        {
            var bf16 = report.Bf16Rate < report.Fp32Rate ? "–" : Percent(rung.ShareOfBf16);
            Line($"| {rung.Name} | {report.Tokens / rung.TokensPerSecond:F2} | {rung.TokensPerSecond:N0} | {Times(rung.TimesTorchSharp)} | {Times(rung.TimesPyTorch)} | {Percent(rung.ShareOfFp32)} | {bf16} | {Memory(rung.PeakBytes)} | {Memory(rung.PlannedBytes)} |");
        }
        Line($"");
    }

    static string Percent(double share) => (100 * share).ToString("F0", CultureInfo.InvariantCulture) + " %";

    static string Times(double? times) => times?.ToString("F2", CultureInfo.InvariantCulture) ?? "–";

    static string Memory(long? bytes) => bytes is { } known ? (known / 1e6).ToString("N0", CultureInfo.InvariantCulture) + " MB" : "–";

    static void Line(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
