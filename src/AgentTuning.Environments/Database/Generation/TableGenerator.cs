using System.Collections.Immutable;

namespace AgentTuning.Environments.Database.Generation;

/// <summary>Makes tables of a split.</summary>
/// <param name="library">Its topics and words.</param>
/// <param name="inventedTopics">The share of tables whose every name is invented.</param>
sealed class TableGenerator(TopicLibrary library, double inventedTopics)
{
    static readonly string[] Gaps = ["", "", "N/A", "-", "–", "unknown"];

    /// <summary>Makes the names of the split.</summary>
    public NamePattern Names => library.Names;

    /// <summary>A table drawn at random.</summary>
    public GeneratedTable Create(Random random)
    {
        var topic = random.Chance(inventedTopics) ? InventedTopics.Draw(random, library.Split) : random.Pick(library.Topics);
        var isInvented = topic.IsInvented || random.Chance(0.3);
        var count = 5 + (int)(21 * Math.Pow(random.NextDouble(), 1.4));
        var chosen = ChooseColumns(random, topic);
        var style = topic.IsInvented ? random.Next(3, 10) : random.Next(10);
        var values = chosen.ConvertAll(column => new ColumnValues(column, library.Names, isInvented, count, random));
        var headers = chosen.ConvertAll(column => TableNames.Column(random, column, style));
        var gapColumn = random.Chance(0.15) ? 1 + random.Next(chosen.Count - 1) : -1;
        var repeatsHeaders = random.Chance(0.04);

        var cells = chosen.Select((_, i) => DrawCells(random, values[i], count, isKey: chosen[i] == topic.Columns[0])).ToArray();
        if (gapColumn >= 0 && chosen[gapColumn].Kind != ValueKind.Note && chosen[gapColumn] != topic.Columns[0])
            AddGaps(random, cells[gapColumn]);
        var columns = ImmutableArray.CreateBuilder<GeneratedColumn>();
        for (var i = 0; i < chosen.Count; i++)
        {
            columns.Add(new GeneratedColumn(i, headers[i], values[i])
            {
                IsUnique = cells[i].Select(cell => cell.Text).Distinct(StringComparer.OrdinalIgnoreCase).Count() == count,
                HasGaps = repeatsHeaders || cells[i].Any(cell => Gaps.Contains(cell.Text)),
            });
        }

        var rows = Enumerable.Range(0, count).Select(row => cells.Select(column => column[row]).ToImmutableArray()).ToList();
        if (repeatsHeaders)
            rows.Insert(0, [.. headers.Select(header => new GeneratedCell(header))]);
        return new GeneratedTable(topic, TableNames.Table(random, random.Pick(topic.Tables), library.Names, isInvented), columns.ToImmutable(), [.. rows])
        {
            Key = columns[chosen.IndexOf(topic.Columns[0])],
            RepeatsHeaders = repeatsHeaders,
        };
    }

    static List<TopicColumn> ChooseColumns(Random random, Topic topic)
    {
        var others = random.Shuffled(topic.Columns.Skip(1));
        var count = Math.Min(others.Length, 2 + random.Next(6));
        var chosen = new HashSet<TopicColumn>(others[..count]) { topic.Columns[0] };
        List<TopicColumn> columns = [.. topic.Columns.Where(chosen.Contains)];
        return random.Chance(0.2) ? [.. random.Shuffled(columns)] : columns;
    }

    static GeneratedCell[] DrawCells(Random random, ColumnValues values, int count, bool isKey)
    {
        var cells = new GeneratedCell[count];
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < count; i++)
        {
            cells[i] = values.Draw(random, i);
            var isUnique = isKey || values.Column.Kind is ValueKind.Name or ValueKind.Code;
            for (var attempt = 0; isUnique && !seen.Add(cells[i].Text); attempt++)
            {
                // Short lists run dry: the name gets a number, as in the second of two towns of the same name.
                var cell = values.Draw(random, i);
                cells[i] = attempt < 12 ? cell : new GeneratedCell($"{cell.Text} {random.Next(2, 100)}");
            }
        }

        return cells;
    }

    static void AddGaps(Random random, GeneratedCell[] cells)
    {
        var gap = random.Pick(Gaps);
        for (var i = 0; i < cells.Length; i++)
        {
            if (random.Chance(0.2))
                cells[i] = new GeneratedCell(gap);
        }
    }
}
