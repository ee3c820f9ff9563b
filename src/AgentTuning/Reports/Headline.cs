using AgentTuning.Environments;

namespace AgentTuning.Reports;

/// <summary>The finding in a sentence for each environment.</summary>
static class Headline
{
    /// <summary>Composed from scores, those of general ability last, or else from counts.</summary>
    public static string Of(ReportContent content)
    {
        var sentences = content.Scores.OrderBy(table => table.Kind == EnvironmentKind.General).Select(table => Finding(table, content)).OfType<string>().ToArray();
        return sentences.Length > 0 ? string.Join(" ", sentences) : Counted(content);
    }

    static string? Finding(ScoreSheet table, ReportContent content)
    {
        var measured = table.Overall.Scores.Index().Where(pair => pair.Item is not null).ToArray();
        return measured switch
        {
            [] => null,
            [var (model, score)] => $"{content.Models[model]} scores {Numbers.Percent(score!.Value)} on {table.Environment} ({Span(score)}, n = {Numbers.Count(score.Count)}).",
            [var (_, before), .., var (_, after)] =>
                $"The score on {table.Environment} went from {Numbers.Percent(before!.Value)} to {Numbers.Percent(after!.Value)} "
                + $"({Numbers.Difference(after.Value - before.Value)} points, n = {Numbers.Count(after.Count)}).",
        };
    }

    static string Span(Score score) => $"95 % interval {Numbers.Points(score.Low)} to {Numbers.Points(score.High)}";

    static string Counted(ReportContent content)
    {
        if (!content.Filters.IsEmpty)
            return $"{Numbers.Count(content.Filters.Sum(filter => filter.Kept))} of {Numbers.Count(content.Filters.Sum(filter => filter.Read))} trajectories were kept; nothing has been measured yet.";
        if (!content.Collections.IsEmpty)
            return $"{Numbers.Count(content.Collections.Sum(collection => collection.Episodes), "episode")} were collected; nothing has been measured yet.";
        return "Nothing has been measured yet.";
    }
}
