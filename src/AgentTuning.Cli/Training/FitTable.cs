using System.Globalization;
using AgentTuning.Files;
using AgentTuning.Fitting;

namespace AgentTuning.Cli.Training;

/// <summary>The table of what making examples fit has cost, source by source; it is always shown.</summary>
static class FitTable
{
    /// <summary>The lines; none where nothing was read.</summary>
    /// <param name="what">What the examples are for.</param>
    /// <param name="report">What became of them.</param>
    public static IEnumerable<string> Lines(string what, FitReport report)
    {
        var total = report.Total;
        if (total.Examples == 0)
            yield break;
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"Examples for {what}; those longer than {report.MaxLength:N0} tokens: {WireNames.Of(report.LongExamples)}.");
        string[][] rows =
        [
            ["source", "read", "kept", "too long", "no loss", "split", "truncated", "tokens", "lost", "with loss", "lost"],
            .. report.Sources.Select(Row),
            .. report.Sources.Length > 1 ? [Row(total)] : Array.Empty<string[]>(),
        ];
        foreach (var line in TextTable.Of(rows).Split('\n'))
            yield return $"  {line}";
        if (total.Branched > 0)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"  {total.Branched:N0} conversations became several examples: the chat template shows their earlier replies otherwise than they were generated (see 'agenttuning template check').");
        foreach (var (reason, count) in total.WithoutLoss)
            yield return string.Create(CultureInfo.InvariantCulture, $"  no loss: {reason}: {count:N0}");
    }

    static string[] Row(SourceFit source) =>
    [
        source.Source,
        Number(source.Examples),
        Number(source.KeptExamples),
        Number(source.DroppedTooLong),
        Number(source.WithoutLoss.Values.Sum()),
        Number(source.Split),
        Number(source.Truncated),
        Number(source.Tokens),
        Share(source.Tokens, source.KeptTokens),
        Number(source.SupervisedTokens),
        Share(source.SupervisedTokens, source.KeptSupervisedTokens),
    ];

    static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    // Negative where parts repeat turns: shown as it is.
    static string Share(long read, long kept) =>
        read == kept ? "0 %" : string.Create(CultureInfo.InvariantCulture, $"{100.0 * (read - kept) / read:0.0} %");
}
