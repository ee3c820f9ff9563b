using System.Globalization;
using System.Text;

namespace AgentTuning.Llama.Export;

/// <summary>A parity report for people.</summary>
public static class ParityText
{
    /// <summary>Some lines, each ended.</summary>
    public static string Of(ParityReport report)
    {
        var text = new StringBuilder();
        Add(text, $"{report.Export} ({report.Format}, {report.Type}) against {report.Source}\n");
        Add(text, $"  shape         {Claim(report.ShapeDifferences, "the same")}\n");
        if (report.Format == "gguf") Add(text, $"  vocabulary    {Claim(report.TokenizerDifferences, "the same")}\n");
        Add(text, $"  texts         {report.EqualTexts} of {report.Texts} with the same ids\n");
        Add(text, $"  scores        differ by at most {report.LargestLogitDifference:G3} standard deviations in {report.Positions} positions, allowed {report.LogitLimit:G3}\n");
        Add(text, $"  greedy tokens {report.EqualGreedyTokens} of {report.GreedyTokens} equal{(report.TiedGreedyTokens > 0 ? $", {report.TiedGreedyTokens} ties" : "")}\n");
        foreach (var remark in report.Remarks) Add(text, $"  note          {remark}\n");
        Add(text, $"{(report.HasPassed ? "The export follows its source." : "THE EXPORT DOES NOT FOLLOW ITS SOURCE.")}\n");
        return text.ToString();
    }

    static string Claim(IReadOnlyList<string> differences, string none) => differences.Count == 0 ? none : string.Join("; ", differences);

    static void Add(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture));
}
