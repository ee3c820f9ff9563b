using System.Globalization;
using System.Net;
using System.Text;

namespace AgentTuning.Cli.Play;

/// <summary>Draws what a terminal showed as an SVG picture: light letters of one width on a dark ground, what was typed in another color.</summary>
static class TerminalPicture
{
    const int Columns = 100;
    const int LetterWidth = 8;
    const int LineHeight = 18;
    const int Margin = 16;
    const string Prompt = "> ";

    /// <summary>The picture of some lines; long ones are broken.</summary>
    public static string Of(string text)
    {
        var lines = text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').SelectMany(Break).ToList();
        var (width, height) = ((Columns * LetterWidth) + (2 * Margin), (lines.Count * LineHeight) + (2 * Margin));
        var picture = new StringBuilder();
        picture.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\">\n");
        picture.Append(CultureInfo.InvariantCulture, $"<rect width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"#16181d\"/>\n");
        picture.Append("<g font-family=\"ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace\" font-size=\"13\" xml:space=\"preserve\" style=\"white-space:pre\">\n");
        for (var i = 0; i < lines.Count; i++)
            if (lines[i].Length > 0)
                picture.Append(
                    CultureInfo.InvariantCulture,
                    $"<text x=\"{Margin}\" y=\"{Margin + (i * LineHeight) + 13}\" fill=\"{(lines[i].StartsWith(Prompt, StringComparison.Ordinal) ? "#7fd1e0" : "#d6dae2")}\">{WebUtility.HtmlEncode(Visible(lines[i]))}</text>\n");
        return picture.Append("</g>\n</svg>\n").ToString();
    }

    // Broken at spaces where there are any.
    static IEnumerable<string> Break(string line)
    {
        while (line.Length > Columns)
        {
            var end = line.LastIndexOf(' ', Columns);
            end = end > Columns / 2 ? end : Columns;
            yield return line[..end];
            line = "  " + line[end..].TrimStart(' ');
        }

        yield return line;
    }

    // XML knows no control characters.
    static string Visible(string line) => string.Concat(line.Select(letter => char.IsControl(letter) || char.IsSurrogate(letter) ? '\uFFFD' : letter));
}
