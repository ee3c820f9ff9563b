namespace AgentTuning.Environments.OperatingSystem.Generation.Kinds;

/// <summary>Questions about texts, tables and records.</summary>
static class TextQuestions
{
    /// <summary>The kinds.</summary>
    public static IReadOnlyList<TaskKind> Kinds { get; } =
    [
        new("count-lines", "text", CountLines),
        new("count-words", "text", CountWords),
        new("word-lines", "text", WordLines),
        new("distinct-words", "text", DistinctWords),
        new("line-number", "text", LineNumber),
        new("table-sum", "tables", TableSum),
        new("table-most", "tables", TableMost),
        new("table-where", "tables", TableWhere),
        new("table-above", "tables", TableAbove, IsHeldOut: true),
        new("records-status", "tables", RecordsStatus),
        new("config-value", "text", ConfigValue),
        new("shared-lines", "text", SharedLines, IsHeldOut: true),
    ];

    static GeneratedProblem? CountLines(TaskDraft draft)
    {
        var (tree, path) = OneFile(draft, draft.Lines(draft.Count(12, 60)));
        return draft.Integer("count-lines", tree.MakingScript(), draft.Random.Pick($"wc -l < {path}", $"cat {path} | wc -l"), Content(tree).Count(letter => letter == '\n'), ("file", path));
    }

    static GeneratedProblem? CountWords(TaskDraft draft)
    {
        var (tree, path) = OneFile(draft, draft.Lines(draft.Count(5, 30)));
        var count = Content(tree).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Length;
        return draft.Integer("count-words", tree.MakingScript(), $"wc -w < {path}", count, ("file", path));
    }

    static GeneratedProblem? WordLines(TaskDraft draft)
    {
        var word = draft.Invented();
        var count = draft.Count(2, 12);
        var lines = Enumerable.Range(0, count + draft.Count(10, 25)).Select(i =>
            i < count ? $"{draft.Sentence(2)} {(draft.Random.Chance(0.3) ? word.ToUpperInvariant() : word)} {draft.Sentence(1)}" : draft.Sentence(4));
        var (tree, path) = OneFile(draft, draft.Random.Shuffled(lines).Joined());
        var isExact = draft.Random.Chance(0.5);
        var answer = isExact ? Content(tree).Split('\n').Count(line => line.Contains(word, StringComparison.Ordinal)) : count;
        return draft.Integer(isExact ? "word-lines" : "word-lines-any-case", tree.MakingScript(), $"grep {(isExact ? "-c" : "-ci")} {word} {path}", answer, ("file", path), ("word", word));
    }

    static GeneratedProblem? DistinctWords(TaskDraft draft)
    {
        var words = Enumerable.Range(0, draft.Count(3, 15)).Select(_ => draft.Invented()).ToList();
        var lines = Enumerable.Range(0, draft.Count(20, 50)).Select(i => i < words.Count ? words[i] : draft.Random.Pick(words));
        var (tree, path) = OneFile(draft, draft.Random.Shuffled(lines).Joined());
        return draft.Integer("distinct-words", tree.MakingScript(), draft.Random.Pick($"sort -u {path} | wc -l", $"sort {path} | uniq | wc -l"), words.Count, ("file", path));
    }

    static GeneratedProblem? LineNumber(TaskDraft draft)
    {
        var lines = Enumerable.Range(0, draft.Count(10, 40)).Select(_ => draft.Invented()).ToList();
        var (tree, path) = OneFile(draft, lines.Joined());
        var number = draft.Count(2, lines.Count);
        return draft.Random.Chance(0.5)
            ? draft.Text("line-at", tree.MakingScript(), $"sed -n {number}p {path}", lines[number - 1], ("file", path), ("n", $"{number}"))
            : draft.Integer("line-number", tree.MakingScript(), $"grep -n '^{lines[number - 1]}$' {path} | cut -d: -f1", number, ("file", path), ("word", lines[number - 1]));
    }

    static GeneratedProblem? TableSum(TaskDraft draft)
    {
        var (tree, path, field, rows) = Table(draft);
        var city = rows[0][1];
        var isWhole = draft.Random.Chance(0.5);
        var sum = rows.Where(row => isWhole || row[1] == city).Sum(Number);
        var solution = isWhole
            ? $"awk -F, 'NR > 1 {{s += $3}} END {{print s}}' {path}"
            : $"awk -F, '$2 == \"{city}\" {{s += $3}} END {{print s}}' {path}";
        return draft.Integer(isWhole ? "table-sum" : "table-sum-where", tree.MakingScript(), solution, sum, ("file", path), ("field", field), ("city", city));
    }

    static GeneratedProblem? TableMost(TaskDraft draft)
    {
        var (tree, path, field, rows) = Table(draft);
        var isMost = draft.Random.Chance(0.5);
        var ordered = rows.OrderBy(Number).ToList();
        return draft.Text(
            isMost ? "table-most" : "table-least",
            tree.MakingScript(),
            $"tail -n +2 {path} | sort -t, -k3 {(isMost ? "-nr" : "-n")} | head -n 1 | cut -d, -f1",
            (isMost ? ordered[^1] : ordered[0])[0],
            ("file", path),
            ("field", field));
    }

    static GeneratedProblem? TableWhere(TaskDraft draft)
    {
        var (tree, path, _, rows) = Table(draft);
        var city = draft.Random.Pick(rows)[1];
        return draft.Integer("table-where", tree.MakingScript(), $"grep -c ',{city},' {path}", rows.Count(row => row[1] == city), ("file", path), ("city", city));
    }

    static GeneratedProblem? TableAbove(TaskDraft draft)
    {
        var (tree, path, field, rows) = Table(draft);
        var limit = draft.Number(100, 900);
        return draft.Integer(
            "table-above", tree.MakingScript(), $"awk -F, 'NR > 1 && $3 > {limit}' {path} | wc -l", rows.Count(row => Number(row) > limit), ("file", path), ("field", field), ("n", $"{limit}"));
    }

    static GeneratedProblem? RecordsStatus(TaskDraft draft)
    {
        var states = draft.Words("status", 3);
        var records = Enumerable.Range(0, draft.Count(12, 30)).Select(_ => (Name: draft.Invented(), Status: draft.Random.Pick(states), Number: draft.Count(1, 500))).ToList();
        var (tree, path) = OneFile(draft, records.Select(record => $"{{\"name\": \"{record.Name}\", \"status\": \"{record.Status}\", \"count\": {record.Number}}}").Joined(), "jsonl");
        var status = states[0];
        return draft.Integer("records-status", tree.MakingScript(), $"grep -c '\"status\": \"{status}\"' {path}", records.Count(record => record.Status == status), ("file", path), ("status", status));
    }

    static GeneratedProblem? ConfigValue(TaskDraft draft)
    {
        var keys = draft.Words("key", 4);
        var values = keys.Select(_ => draft.Random.Chance(0.5) ? draft.Invented() : $"{draft.Number(20, 9000)}").ToList();
        var (tree, path) = OneFile(draft, keys.Zip(values, (key, value) => $"{key}={value}").Prepend($"# {draft.Sentence(3)}").Joined());
        return draft.Text("config-value", tree.MakingScript(), $"grep '^{keys[1]}=' {path} | cut -d= -f2", values[1], ("file", path), ("key", keys[1]));
    }

    static GeneratedProblem? SharedLines(TaskDraft draft)
    {
        var tree = new FileTree(draft.Folder());
        var shared = Enumerable.Range(0, draft.Count(2, 9)).Select(_ => draft.Invented()).ToList();
        string Mixed() => draft.Random.Shuffled(shared.Concat(Enumerable.Range(0, draft.Count(4, 9)).Select(_ => draft.Invented()))).Joined();
        var first = tree.PathOf(tree.AddFile($"{draft.Stem()}.txt", Mixed()));
        var second = tree.PathOf(tree.AddFile($"{draft.Stem()}.txt", Mixed()));
        return draft.Integer("shared-lines", tree.MakingScript(), $"sort {first} {second} | uniq -d | wc -l", shared.Count, ("file", first), ("other", second));
    }

    static (FileTree Tree, string Path, string Field, IReadOnlyList<string[]> Rows) Table(TaskDraft draft)
    {
        var field = draft.Word("field");
        var rows = draft.Rows(draft.Count(8, 20));
        var tree = new FileTree(draft.Folder());
        var file = tree.AddFile($"{draft.Stem()}.csv", rows.Select(row => string.Join(',', row)).Prepend($"name,city,{field}").Joined());
        return (tree, tree.PathOf(file), field, rows);
    }

    static (FileTree Tree, string Path) OneFile(TaskDraft draft, string content, string? extension = null)
    {
        var tree = new FileTree(draft.Folder());
        return (tree, tree.PathOf(tree.AddFile($"{draft.Stem()}.{extension ?? draft.Word("text")}", content)));
    }

    static string Content(FileTree tree) => tree.Files.Single().Content;

    static int Number(string[] row) => int.Parse(row[2], System.Globalization.CultureInfo.InvariantCulture);
}
