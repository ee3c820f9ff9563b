namespace AgentTuning.Reports;

/// <summary>The loss curves of training.</summary>
static class LossSection
{
    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, ReportContent content)
    {
        if (content.LossCurves.IsEmpty)
            return;
        html.Element("section", () =>
        {
            html.Element("h2", "Loss");
            html.Element("p", "Cross-entropy in nats per supervised token, averaged over neighbouring steps where there are many.", ("class", "remark"));
            foreach (var curve in content.LossCurves)
            {
                html.Element("h3", curve.Name);
                html.Element("p", Summary(curve));
                LossChart.Write(html, curve);
            }
        });
        html.Line();
    }

    static string Summary(LossCurve curve)
    {
        if (curve.Training.IsEmpty)
            return "No step was recorded.";
        var text = $"{Numbers.Count(curve.Training[^1].Step, "step")}: {Numbers.Text(curve.Training[0].Loss, "0.000")} at first, "
            + $"{Numbers.Text(curve.Training.TakeLast(20).Average(point => point.Loss), "0.000")} at last (mean of the last steps, at most 20)";
        return curve.Validation.IsEmpty ? text + "." : $"{text}; validation {Numbers.Text(curve.Validation[^1].Loss, "0.000")}.";
    }
}
