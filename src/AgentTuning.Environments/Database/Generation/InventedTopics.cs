using System.Collections.Immutable;
using AgentTuning.Tasks;

namespace AgentTuning.Environments.Database.Generation;

/// <summary>Topics whose tables, columns and values are all made of syllables.</summary>
/// <remarks>A model that has seen enough of them copies names from the question instead of recalling them.</remarks>
static class InventedTopics
{
    static readonly (string One, string Many)[] Nouns =
        [("row", "rows"), ("entry", "entries"), ("record", "records"), ("item", "items"), ("line", "lines")];

    /// <summary>A topic drawn at random.</summary>
    public static Topic Draw(Random random, TaskSplit split)
    {
        var (one, many) = random.Pick(Nouns);
        var columns = ImmutableArray.CreateBuilder<TopicColumn>();
        var headers = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var count = 3 + random.Next(5);
        while (columns.Count < count)
        {
            var header = Header(random, split);
            if (headers.Add(header))
                columns.Add(columns.Count == 0 ? Key(random, header) : Column(random, split, header));
        }

        var table = random.Next(5) switch
        {
            0 => $"{SplitWords.Name(random, split)} {SplitWords.Name(random, split)}",
            1 => $"{SplitWords.Word(random, split)}_{SplitWords.Word(random, split)}",
            2 => $"{SplitWords.Word(random, split)}_{random.Next(1, 100)}",
            _ => SplitWords.Name(random, split),
        };
        return new Topic(table, one, many, [table], columns.ToImmutable(), IsInvented: true);
    }

    static string Header(Random random, TaskSplit split) => random.Next(10) switch
    {
        0 => $"{SplitWords.Name(random, split)} {SplitWords.Word(random, split)}",
        1 => $"{SplitWords.Word(random, split)}_{SplitWords.Word(random, split)}",
        2 or 3 => SplitWords.Word(random, split),
        _ => SplitWords.Name(random, split),
    };

    static TopicColumn Key(Random random, string header) => random.Next(6) switch
    {
        0 => new(header, null, ValueKind.Code, [random.Pick(["LL-###", "L###", "LLL ##", "###-L"])], 0, 0, 0),
        1 => new(header, null, ValueKind.Name, ["{word} {word}"], 0, 0, 0),
        _ => new(header, null, ValueKind.Name, ["{word}", "{word}", "{word} {word}"], 0, 0, 0),
    };

    static TopicColumn Column(Random random, TaskSplit split, string header) => random.Next(10) switch
    {
        0 => new(header, null, ValueKind.Code, ["LL##"], 0, 0, 0),
        1 => new(header, null, ValueKind.Year, [], 1800, 2023, 0),
        2 => new(header, null, ValueKind.Date, [], 1900, 2023, 0),
        3 => new(header, null, ValueKind.Decimal, [], 1, random.Pick([9, 99, 900]), random.Next(1, 3)),
        4 => new(header, null, ValueKind.Thousands, [], 100, random.Pick([9000, 99000, 990000]), 0),
        5 or 6 => new(header, null, ValueKind.Integer, [], random.Next(2) * 10, random.Pick([20, 90, 500, 9000]), 0),
        7 => new(header, null, ValueKind.Pool, ["{word}", "{word} {word}"], 0, 0, 0),
        _ => new(header, null, ValueKind.Choice, [.. Enumerable.Range(0, 4).Select(_ => SplitWords.Word(random, split)).Distinct()], 0, 0, 0),
    };
}
