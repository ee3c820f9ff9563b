using System.Collections.Immutable;
using System.Globalization;
using AgentTuning.Files;

namespace AgentTuning.Reports;

/// <summary>Scores with their intervals, one table per environment, each line drawn.</summary>
static class ScoreSection
{
    const double Width = 360;
    const double Margin = 10;
    const double LineHeight = 13;

    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, ReportContent content)
    {
        if (content.Scores.IsEmpty)
            return;
        html.Element("section", () =>
        {
            html.Element("h2", "Scores");
            html.Element("p", "In per cent, with 95 % intervals; n is the number of tasks.", ("class", "remark"));
            foreach (var table in content.Scores)
                Table(html, table, content.Models);
        });
        html.Line();
    }

    static void Table(HtmlWriter html, ScoreSheet table, ImmutableArray<string> models)
    {
        html.Element("h3", Title(table));
        html.Element("p", $"Score: {table.Metric}.", ("class", "remark"));
        html.Element("div", () => html.Element("table", () =>
        {
            html.Element("thead", () => html.Element("tr", () => HeadCells(html, models)));
            html.Element("tbody", () =>
            {
                Row(html, table.Overall, "overall");
                foreach (var category in table.Categories)
                    Row(html, category, null);
            });
            html.Element("tfoot", () => html.Element("tr", () =>
            {
                html.Element("td", "", ("colspan", (models.Length + (models.Length > 1 ? 2 : 1)).ToString(CultureInfo.InvariantCulture)));
                html.Element("td", () => Axis(html));
            }));
        }, ("class", models.Length > 2 ? "scores many" : "scores")), ("class", "wide"));
        foreach (var change in table.Changes)
            html.Element("p", InWords(change));
    }

    static string Title(ScoreSheet table)
    {
        string?[] remarks = [table.Kind is { } kind && WireNames.Of(kind) != table.Environment ? WireNames.Of(kind) : null, table.Split is { } split ? $"{WireNames.Of(split)} split" : null];
        var known = remarks.OfType<string>().ToArray();
        return known.Length == 0 ? table.Environment : $"{table.Environment} ({string.Join(", ", known)})";
    }

    static string InWords(ScoreChange change) =>
        $"{change.Model} against {change.Baseline} on the same {Numbers.Count(change.Tasks, "task")}: {Numbers.Difference(change.Difference)} points "
        + $"(95 % interval {Numbers.Difference(change.Low)} to {Numbers.Difference(change.High)}); better on {Numbers.Count(change.Wins)}, worse on "
        + $"{Numbers.Count(change.Losses)}, the same on {Numbers.Count(change.Tasks - change.Wins - change.Losses)}; "
        + $"sign test p {(change.SignTest < 0.001 ? "< 0.001" : $"= {Numbers.Text(change.SignTest, "0.000")}")}.";

    static void HeadCells(HtmlWriter html, ImmutableArray<string> models)
    {
        html.Element("th", "");
        foreach (var (i, model) in models.Index())
        {
            html.Element("th", () =>
            {
                html.Element("span", "", ("class", $"swatch s{i % Palette.Size}"));
                html.Text(model);
            }, ("class", "number model"));
        }
        if (models.Length > 1)
            html.Element("th", "change", ("class", "number change"));
        html.Element("th", "");
    }

    static void Row(HtmlWriter html, ScoreRow row, string? style) => html.Element("tr", () =>
    {
        html.Element("th", row.Name, ("scope", "row"));
        foreach (var score in row.Scores)
            html.Element("td", () => ScoreCell(html, score), ("class", "number"));
        if (row.Scores.Length > 1)
            html.Element("td", row.Scores is [{ } first, .., { } last] ? Numbers.Difference(last.Value - first.Value) : "–", ("class", "number"));
        html.Element("td", () => Drawing(html, row));
    }, ("class", style));

    static void ScoreCell(HtmlWriter html, Score? score)
    {
        if (score is null)
        {
            html.Text("–");
            return;
        }
        html.Element("b", Numbers.Points(score.Value));
        html.Element("span", $" {Numbers.Points(score.Low)}–{Numbers.Points(score.High)}, n = {Numbers.Count(score.Count)}", ("class", "interval"));
    }

    static void Drawing(HtmlWriter html, ScoreRow row)
    {
        var height = LineHeight * Math.Max(1, row.Scores.Length);
        html.Element("svg", () =>
        {
            for (var tick = 0; tick <= 4; tick++)
                Line(html, X(tick / 4.0), 0, X(tick / 4.0), height, "grid");
            foreach (var (i, score) in row.Scores.Index())
            {
                if (score is not null)
                    DotAndWhisker(html, score, LineHeight * (i + 0.5), $"s{i % Palette.Size}");
            }
        }, ("viewBox", $"0 0 {Numbers.Length(Width)} {Numbers.Length(height)}"), ("class", "row"), ("role", "img"), ("aria-label", $"{row.Name}, drawn"));
    }

    static void DotAndWhisker(HtmlWriter html, Score score, double y, string style)
    {
        Line(html, X(score.Low), y, X(score.High), y, $"whisker {style}");
        Line(html, X(score.Low), y - 3, X(score.Low), y + 3, $"whisker {style}");
        Line(html, X(score.High), y - 3, X(score.High), y + 3, $"whisker {style}");
        html.Void("circle", ("cx", Numbers.Length(X(score.Value))), ("cy", Numbers.Length(y)), ("r", "4"), ("class", $"dot {style}"));
    }

    static void Axis(HtmlWriter html) => html.Element("svg", () =>
    {
        for (var tick = 0; tick <= 4; tick++)
            html.Element("text", Numbers.Points(tick / 4.0).Replace(".0", "", StringComparison.Ordinal), ("x", Numbers.Length(X(tick / 4.0))), ("y", "10"), ("text-anchor", "middle"));
    }, ("viewBox", $"0 0 {Numbers.Length(Width)} 13"), ("class", "row"), ("aria-hidden", "true"));

    static double X(double share) => Margin + (Math.Clamp(share, 0, 1) * (Width - (2 * Margin)));

    static void Line(HtmlWriter html, double x1, double y1, double x2, double y2, string style) => html.Void(
        "line",
        ("x1", Numbers.Length(x1)), ("y1", Numbers.Length(y1)), ("x2", Numbers.Length(x2)), ("y2", Numbers.Length(y2)), ("class", style));
}
