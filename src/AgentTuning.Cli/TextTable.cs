using System.Text;

namespace AgentTuning.Cli;

/// <summary>A table for people: the first column to the left, the others to the right.</summary>
static class TextTable
{
    /// <summary>The table; the first row is the heading. Without a line end after the last row.</summary>
    public static string Of(IReadOnlyList<string[]> rows)
    {
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            if (text.Length > 0)
                text.Append('\n');
            var line = string.Join("  ", row.Select((cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column])));
            text.Append(line.TrimEnd());
        }

        return text.ToString();
    }
}
