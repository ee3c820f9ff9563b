namespace AgentTuning.Environments.OperatingSystem.Generation.Kinds;

/// <summary>Orders that write or change texts.</summary>
static class TextChanges
{
    /// <summary>The kinds.</summary>
    public static IReadOnlyList<TaskKind> Kinds { get; } =
    [
        new("replace-word", "text", ReplaceWord),
        new("sort-lines", "text", SortLines),
        new("unique-lines", "text", UniqueLines),
        new("extract-column", "tables", ExtractColumn),
        new("filter-lines", "text", FilterLines),
        new("join-files", "text", JoinFiles),
        new("first-lines", "text", FirstLines, IsHeldOut: true),
        new("delete-lines", "text", DeleteLines),
        new("append-line", "text", AppendLine),
        new("set-value", "text", SetValue),
        new("upper-case", "text", UpperCase, IsHeldOut: true),
        new("count-words-into", "text", CountInto, IsHeldOut: true),
    ];

    static GeneratedProblem? ReplaceWord(TaskDraft draft)
    {
        var (extension, all) = draft.Extensions(1);
        var tree = draft.FlatTree(draft.Count(4, 7), all);
        var (old, fresh) = (draft.Invented(), draft.Invented());
        foreach (var file in tree.Files.ToList())
            tree.AddFile(file.Path, Enumerable.Range(0, 4).Select(_ => $"{draft.Sentence(1)} {(draft.Random.Chance(0.6) ? old : draft.Sentence(1))} {draft.Sentence(1)}").Joined());
        var after = tree.Copy();
        var isOne = draft.Random.Chance(0.5);
        var wanted = tree.Files.Where(file => file.Extension == extension).ToList();
        if (wanted.Count == 0)
            return null;
        foreach (var file in isOne ? wanted.Take(1) : wanted)
            after.AddFile(file.Path, file.Content.Replace(old, fresh, StringComparison.Ordinal));
        var place = isOne ? tree.PathOf(wanted[0]) : $"{tree.Root}/*.{extension}";
        return draft.Change(
            isOne ? "replace-word" : "replace-word-all",
            tree.MakingScript(),
            $"sed -i 's/{old}/{fresh}/g' {place}",
            after,
            ("dir", tree.Root),
            ("ext", extension),
            ("file", place),
            ("old", old),
            ("new", fresh));
    }

    static GeneratedProblem? SortLines(TaskDraft draft)
    {
        var isNumeric = draft.Random.Chance(0.5);
        var lines = Enumerable.Range(0, draft.Count(6, 15)).Select(_ => isNumeric ? $"{draft.Count(2, 5000)}" : draft.Invented()).Distinct(StringComparer.Ordinal).ToList();
        var sorted = isNumeric ? lines.OrderBy(line => int.Parse(line, System.Globalization.CultureInfo.InvariantCulture)) : lines.Order(StringComparer.Ordinal);
        return IntoFile(draft, isNumeric ? "sort-numbers" : "sort-lines", lines.Joined(), sorted.Joined(), (from, to) => $"sort {(isNumeric ? "-n " : "")}{from} > {to}");
    }

    static GeneratedProblem? UniqueLines(TaskDraft draft)
    {
        var words = Enumerable.Range(0, draft.Count(3, 8)).Select(_ => draft.Invented()).ToList();
        var lines = draft.Random.Shuffled(Enumerable.Range(0, draft.Count(10, 16)).Select(i => i < words.Count ? words[i] : draft.Random.Pick(words)));
        return IntoFile(draft, "unique-lines", lines.Joined(), words.Order(StringComparer.Ordinal).Joined(), (from, to) => $"sort -u {from} > {to}");
    }

    static GeneratedProblem? ExtractColumn(TaskDraft draft)
    {
        var field = draft.Word("field");
        var rows = draft.Rows(draft.Count(6, 12));
        var column = draft.Count(1, 3);
        return IntoFile(
            draft,
            "extract-column",
            rows.Select(row => string.Join(',', row)).Joined(),
            rows.Select(row => row[column - 1]).Joined(),
            (from, to) => $"cut -d, -f{column} {from} > {to}",
            ("n", column switch { 1 => "first", 2 => "second", _ => "third" }),
            ("field", field));
    }

    static GeneratedProblem? FilterLines(TaskDraft draft)
    {
        var isOut = draft.Random.Chance(0.4);
        var word = draft.Invented();
        var lines = Enumerable.Range(0, draft.Count(8, 16)).Select(i => i < 2 || draft.Random.Chance(0.3) ? $"{draft.Sentence(1)} {word} {draft.Sentence(2)}" : draft.Sentence(3));
        var mixed = draft.Random.Shuffled(lines);
        return IntoFile(
            draft,
            isOut ? "filter-out-lines" : "filter-lines",
            mixed.Joined(),
            mixed.Where(line => line.Contains(word, StringComparison.Ordinal) != isOut).Joined(),
            (from, to) => $"grep {(isOut ? "-v " : "")}{word} {from} > {to}",
            ("word", word));
    }

    static GeneratedProblem? FirstLines(TaskDraft draft)
    {
        var lines = Enumerable.Range(0, draft.Count(12, 30)).Select(_ => draft.Sentence(3)).ToList();
        var (count, isLast) = (draft.Count(3, 9), draft.Random.Chance(0.5));
        return IntoFile(
            draft,
            isLast ? "last-lines" : "first-lines",
            lines.Joined(),
            (isLast ? lines.TakeLast(count) : lines.Take(count)).Joined(),
            (from, to) => $"{(isLast ? "tail" : "head")} -n {count} {from} > {to}",
            ("n", $"{count}"));
    }

    static GeneratedProblem? UpperCase(TaskDraft draft)
    {
        var content = draft.Lines(draft.Count(3, 9));
        return IntoFile(draft, "upper-case", content, content.ToUpperInvariant(), (from, to) => $"tr a-z A-Z < {from} > {to}");
    }

    static GeneratedProblem? CountInto(TaskDraft draft)
    {
        var content = draft.Lines(draft.Count(4, 20));
        var count = content.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Length;
        return IntoFile(draft, "count-words-into", content, $"{count}\n", (from, to) => $"wc -w < {from} > {to}");
    }

    static GeneratedProblem? JoinFiles(TaskDraft draft)
    {
        var tree = draft.FlatTree(draft.Count(3, 6), [draft.Word("text")]);
        var extension = tree.Files.First().Extension;
        var target = $"{tree.Root}/{draft.FolderName()}.{draft.Word("text")}";
        var after = tree.Copy();
        after.AddFile(target[(tree.Root.Length + 1)..], string.Concat(tree.Files.OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => file.Content)));
        return draft.Change("join-files", tree.MakingScript(), $"cat {tree.Root}/*.{extension} > {target}", after, ("dir", tree.Root), ("ext", extension), ("target", target));
    }

    static GeneratedProblem? DeleteLines(TaskDraft draft)
    {
        var isEmpty = draft.Random.Chance(0.5);
        var lines = draft.Random.Shuffled(Enumerable.Range(0, draft.Count(9, 18)).Select(i =>
            i < 2 || draft.Random.Chance(0.2) ? isEmpty ? "" : $"# {draft.Sentence(2)}" : draft.Sentence(3)));
        return InPlace(
            draft,
            isEmpty ? "delete-empty-lines" : "delete-comments",
            [.. lines, draft.Sentence(3)],
            [.. lines.Where(line => line.Length > 0 && line[0] != '#'), "="],
            path => isEmpty ? $"sed -i '/^$/d' {path}" : $"sed -i '/^#/d' {path}");
    }

    static GeneratedProblem? AppendLine(TaskDraft draft)
    {
        var lines = Enumerable.Range(0, draft.Count(3, 8)).Select(_ => draft.Sentence(3)).ToList();
        var line = draft.Sentence(draft.Count(2, 4));
        return InPlace(draft, "append-line", lines, [.. lines, line], path => $"echo '{line}' >> {path}", ("line", line));
    }

    static GeneratedProblem? SetValue(TaskDraft draft)
    {
        var keys = draft.Words("key", 4);
        var lines = keys.Select(key => $"{key}={draft.Invented()}").ToList();
        var value = draft.Random.Chance(0.5) ? draft.Invented() : $"{draft.Number(20, 9000)}";
        var after = lines.ToList();
        after[2] = $"{keys[2]}={value}";
        return InPlace(draft, "set-value", lines, after, path => $"sed -i 's/^{keys[2]}=.*/{keys[2]}={value}/' {path}", ("key", keys[2]), ("value", value));
    }

    static GeneratedProblem IntoFile(
        TaskDraft draft, string section, string before, string after, Func<string, string, string> solution, params ReadOnlySpan<(string Name, string Text)> slots)
    {
        var tree = draft.FlatTree(draft.Count(1, 3), draft.Words("text", 2));
        var extension = tree.Files.First().Extension;
        var from = tree.PathOf(tree.AddFile($"{draft.Stem()}.{extension}", before));
        var to = $"{draft.Stem()}.{extension}";
        var wanted = tree.Copy();
        wanted.AddFile(to, after);
        return draft.Change(section, tree.MakingScript(), solution(from, $"{tree.Root}/{to}"), wanted, [("file", from), ("target", $"{tree.Root}/{to}"), .. slots]);
    }

    // The wanted line "=" stands for the last line of before.
    static GeneratedProblem InPlace(
        TaskDraft draft, string section, IReadOnlyList<string> before, IReadOnlyList<string> after, Func<string, string> solution, params ReadOnlySpan<(string Name, string Text)> slots)
    {
        var tree = draft.FlatTree(draft.Count(1, 3), draft.Words("text", 2));
        var file = tree.AddFile($"{draft.Stem()}.{tree.Files.First().Extension}", before.Joined());
        var wanted = tree.Copy();
        wanted.AddFile(file.Path, after.Select(line => line == "=" ? before[^1] : line).Joined());
        return draft.Change(section, tree.MakingScript(), solution(tree.PathOf(file)), wanted, [("file", tree.PathOf(file)), .. slots]);
    }
}
