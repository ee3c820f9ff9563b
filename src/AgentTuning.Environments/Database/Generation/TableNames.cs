using System.Globalization;

namespace AgentTuning.Environments.Database.Generation;

/// <summary>Writes table and column names in the styles that real tables have.</summary>
static class TableNames
{
    /// <summary>A table's name from its title: as it is, in lower case, with underscores, in one word, with a place or a year.</summary>
    public static string Table(Random random, string title, NamePattern names, bool isInvented)
    {
        var isQualified = random.Chance(0.35);
        if (isQualified)
        {
            title = random.Next(4) switch
            {
                0 => $"{title} of {names.Render(random, "{place}", isInvented)}",
                1 => $"{names.Render(random, "{place}", isInvented)} {title}",
                2 => string.Create(CultureInfo.InvariantCulture, $"{title} {random.Next(1960, 2022)}"),
                _ => $"{title} {random.Next(1, 10)}",
            };
        }

        return random.Next(10) switch
        {
            0 or 1 => title.Replace(' ', '_').ToLowerInvariant(),
            2 => title.Replace(' ', '_'),
            3 => title.ToLowerInvariant(),
            4 => Capitals(title.Replace('_', ' ')).Replace(" ", "", StringComparison.Ordinal),
            5 when !isQualified => $"{Capitals(title.Replace('_', ' '))} Table",
            _ => title,
        };
    }

    /// <summary>A column's name from its header and unit, in one of the styles 0 to 9 that the whole table uses.</summary>
    public static string Column(Random random, TopicColumn column, int style)
    {
        var header = column.Header;
        if (column.Unit is { } unit && style is not (1 or 2))
        {
            header += random.Next(6) switch
            {
                0 => $" ( {unit} )",
                1 or 2 => $" ({unit})",
                3 => $" {unit}",
                _ => "",
            };
        }

        return style switch
        {
            0 => header.ToLowerInvariant(),
            1 or 2 => header.ToLowerInvariant().Replace(' ', '_').Replace(".", "", StringComparison.Ordinal),
            3 or 4 => Capitals(header),
            _ => header,
        };
    }

    static string Capitals(string text) =>
        string.Join(' ', text.Split(' ').Select(word => word.Length > 3 ? char.ToUpperInvariant(word[0]) + word[1..] : word));
}
