using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace AgentTuning.Environments.Database.Generation;

/// <summary>Reads the topics of a split.</summary>
/// <remarks>
/// <para>A topic begins with <c>[name | noun | plural]</c>, then a line <c>tables: name; name</c>, then one line per column,
/// <c>Header {unit}: kind arguments</c>. The first column identifies a row. A line that begins with <c>#</c> is a comment.</para>
/// <para>Kinds: <c>name</c> and <c>of</c> take patterns separated by <c>/</c> (see <see cref="NamePattern"/>), <c>in</c> and <c>note</c> take
/// words separated by commas, <c>code</c> takes letters <c>L</c> and digits <c>#</c>, numbers and dates take the least and the greatest value.</para>
/// </remarks>
static partial class TopicFile
{
    public static ImmutableArray<Topic> Parse(string name, string text)
    {
        var topics = ImmutableArray.CreateBuilder<Topic>();
        var columns = ImmutableArray.CreateBuilder<TopicColumn>();
        string[] titles = [];
        ImmutableArray<string> tables = [];
        var lines = text.Split('\n');
        for (var i = 0; i <= lines.Length; i++)
        {
            var line = i < lines.Length ? lines[i].Trim() : "[end]";
            if (line.Length == 0 || line[0] == '#')
                continue;
            if (line[0] == '[')
            {
                if (titles.Length > 0)
                    topics.Add(new Topic(titles[0], titles[1], titles[2], tables, columns.DrainToImmutable()));
                titles = line.Trim('[', ']').Split('|', StringSplitOptions.TrimEntries);
                if (titles.Length != 3 && i < lines.Length)
                    throw Malformed(name, i, line, "[name | noun | plural]");
            }
            else if (line.StartsWith("tables:", StringComparison.Ordinal))
                tables = [.. line["tables:".Length..].Split(';', StringSplitOptions.TrimEntries)];
            else
                columns.Add(ParseColumn(line) ?? throw Malformed(name, i, line, "Header {unit}: kind arguments"));
        }

        return topics.ToImmutable();
    }

    static TopicColumn? ParseColumn(string line)
    {
        if (ColumnLine().Match(line) is not { Success: true } match)
            return null;
        var header = match.Groups["header"].Value;
        var unit = match.Groups["unit"] is { Success: true } group ? group.Value : null;
        var arguments = match.Groups["arguments"].Value;
        var words = arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        TopicColumn Texts(ValueKind kind, char separator) =>
            new(header, unit, kind, [.. arguments.Split(separator, StringSplitOptions.TrimEntries)], 0, 0, 0);
        TopicColumn? Numbers(ValueKind kind, int decimals = 0) =>
            words.Length >= 2
            && decimal.TryParse(words[0], NumberStyles.Number, CultureInfo.InvariantCulture, out var low)
            && decimal.TryParse(words[1], NumberStyles.Number, CultureInfo.InvariantCulture, out var high)
                ? new(header, unit, kind, [], low, high, words.Length > 2 ? words[2][0] - '0' : decimals)
                : null;

        return match.Groups["kind"].Value switch
        {
            "name" => Texts(ValueKind.Name, '/'),
            "of" => Texts(ValueKind.Pool, '/'),
            "in" => Texts(ValueKind.Choice, ','),
            "note" => Texts(ValueKind.Note, ','),
            "code" => Texts(ValueKind.Code, '/'),
            "rank" or "score" or "points" or "result" or "record" or "sets" or "clock" or "laptime" or "span" =>
                Texts(Enum.Parse<ValueKind>(match.Groups["kind"].Value switch
                {
                    "laptime" => nameof(ValueKind.LapTime),
                    "span" => nameof(ValueKind.Season),
                    var word => word,
                }, ignoreCase: true), '/'),
            "int" => Numbers(ValueKind.Integer),
            "big" => Numbers(ValueKind.Thousands),
            "signed" => Numbers(ValueKind.Signed),
            "dec" => Numbers(ValueKind.Decimal),
            "signeddec" => Numbers(ValueKind.SignedDecimal, 1),
            "money" => Numbers(ValueKind.Money, 2),
            "moneybig" => Numbers(ValueKind.MoneyThousands),
            "percent" => Numbers(ValueKind.Percent, 1),
            "signedpercent" => Numbers(ValueKind.SignedPercent, 1),
            "year" => Numbers(ValueKind.Year),
            "date" => Numbers(ValueKind.Date),
            "ordinal" => Numbers(ValueKind.Ordinal),
            "spanyears" => Numbers(ValueKind.Years),
            _ => null,
        };
    }

    static InvalidDataException Malformed(string name, int index, string line, string wanted) =>
        new($"{name} line {index + 1}: found '{line}', expected '{wanted}'.");

    [GeneratedRegex(@"^(?<header>[^:{]+?)\s*(?:\{(?<unit>[^}]+)\})?:\s*(?<kind>[a-z]+)(?:\s+(?<arguments>.+))?$")]
    private static partial Regex ColumnLine();
}
