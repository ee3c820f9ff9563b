using System.Collections.Immutable;

namespace AgentTuning.Reports;

/// <summary>A line chart of losses over steps.</summary>
static class LossChart
{
    const double Width = 760;
    const double Height = 260;
    const double Left = 46;
    const double Right = 14;
    const double Top = 12;
    const double Bottom = 40;
    const int MostPoints = 240;

    /// <summary>Draws training and validation loss.</summary>
    public static void Write(HtmlWriter html, LossCurve curve)
    {
        var training = Thinned(curve.Training);
        var all = training.Concat(curve.Validation).Where(point => double.IsFinite(point.Loss)).ToArray();
        if (all.Length == 0)
            return;
        var vertical = Ticks.UpTo(all.Max(point => point.Loss), 5);
        var horizontal = Ticks.UpTo(all.Max(point => point.Step), 6);
        var frame = new Frame(all.Max(point => point.Step), vertical[^1]);
        html.Element("svg", () =>
        {
            Axes(html, frame, vertical, horizontal);
            Curve(html, frame, training, "s6");
            Curve(html, frame, curve.Validation, "s2");
            Dots(html, frame, curve.Validation, "s2");
            if (training.Length == 1)
                Dots(html, frame, training, "s6");
        }, ("viewBox", $"0 0 {Numbers.Length(Width)} {Numbers.Length(Height)}"), ("class", "chart"), ("role", "img"), ("aria-label", $"Loss of {curve.Name} over steps"));
        Legend(html, !curve.Validation.IsEmpty);
    }

    static void Axes(HtmlWriter html, Frame frame, ImmutableArray<double> vertical, ImmutableArray<double> horizontal)
    {
        var format = vertical.Length > 1 && vertical[1] < 0.1 ? "0.00" : vertical.Length > 1 && vertical[1] < 1 ? "0.0" : "0";
        foreach (var tick in vertical)
        {
            var y = frame.Y(tick);
            html.Void("line", ("x1", Numbers.Length(Left)), ("y1", Numbers.Length(y)), ("x2", Numbers.Length(Width - Right)), ("y2", Numbers.Length(y)), ("class", "grid"));
            Label(html, Numbers.Text(tick, format), Left - 6, y + 4, "end");
        }
        foreach (var tick in horizontal.Where(tick => tick <= frame.MostSteps && double.IsInteger(tick)))
        {
            var x = frame.X(tick);
            html.Void("line", ("x1", Numbers.Length(x)), ("y1", Numbers.Length(Height - Bottom)), ("x2", Numbers.Length(x)), ("y2", Numbers.Length(Height - Bottom + 4)), ("class", "axis"));
            Label(html, Numbers.Text(tick, "#,##0.##"), x, Height - Bottom + 17, "middle");
        }
        Label(html, "step", (Left + Width - Right) / 2, Height - 6, "middle");
        html.Element("text", "loss", ("transform", $"translate(12 {Numbers.Length((Top + Height - Bottom) / 2)}) rotate(-90)"), ("text-anchor", "middle"));
    }

    static void Label(HtmlWriter html, string text, double x, double y, string anchor) =>
        html.Element("text", text, ("x", Numbers.Length(x)), ("y", Numbers.Length(y)), ("text-anchor", anchor));

    static void Curve(HtmlWriter html, Frame frame, ImmutableArray<LossPoint> points, string style)
    {
        var finite = points.Where(point => double.IsFinite(point.Loss)).Select(point => $"{Numbers.Length(frame.X(point.Step))},{Numbers.Length(frame.Y(point.Loss))}").ToArray();
        if (finite.Length > 0)
            html.Void("polyline", ("points", string.Join(' ', finite)), ("class", $"curve {style}"));
    }

    static void Dots(HtmlWriter html, Frame frame, ImmutableArray<LossPoint> points, string style)
    {
        foreach (var point in points.Where(point => double.IsFinite(point.Loss)))
            html.Void("circle", ("cx", Numbers.Length(frame.X(point.Step))), ("cy", Numbers.Length(frame.Y(point.Loss))), ("r", "3"), ("class", $"dot {style}"));
    }

    static void Legend(HtmlWriter html, bool hasValidation) => html.Element("ul", () =>
    {
        Entry("s6", "training");
        if (hasValidation)
            Entry("s2", "validation");

        void Entry(string style, string name) => html.Element("li", () =>
        {
            html.Element("span", "", ("class", $"swatch {style}"));
            html.Text(name);
        });
    }, ("class", "legend"));

    // Means of neighbouring steps, where there are more steps than the picture can show.
    static ImmutableArray<LossPoint> Thinned(ImmutableArray<LossPoint> points)
    {
        var size = (int)Math.Ceiling(points.Length / (double)MostPoints);
        return size <= 1
            ? points
            : [.. points.Chunk(size).Select(chunk => new LossPoint(chunk[chunk.Length / 2].Step, chunk.Average(point => point.Loss)))];
    }

    readonly record struct Frame(double MostSteps, double MostLoss)
    {
        public double X(double step) => Left + (step / MostSteps * (Width - Left - Right));

        public double Y(double loss) => Height - Bottom - (loss / MostLoss * (Height - Top - Bottom));
    }
}
