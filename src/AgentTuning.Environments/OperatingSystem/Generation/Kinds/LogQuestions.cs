namespace AgentTuning.Environments.OperatingSystem.Generation.Kinds;

/// <summary>Questions about logs.</summary>
static class LogQuestions
{
    /// <summary>The kinds.</summary>
    public static IReadOnlyList<TaskKind> Kinds { get; } =
    [
        new("log-level", "logs", Level),
        new("log-day", "logs", Day),
        new("log-addresses", "logs", Addresses),
        new("log-busiest", "logs", Busiest),
        new("log-status", "logs", Status),
        new("log-folder", "logs", LevelInFolder),
        new("log-hour", "logs", Hour, IsHeldOut: true),
    ];

    static GeneratedProblem? Level(TaskDraft draft)
    {
        var (path, lines) = (NewPath(draft), draft.LogLines(draft.Count(20, 60)));
        var level = draft.Random.Pick("ERROR", "WARNING", "INFO");
        return draft.Integer(
            "log-level", Making(path, lines), $"grep -c {level} {path}", lines.Count(line => line.Contains(level, StringComparison.Ordinal)), ("file", path), ("level", level));
    }

    static GeneratedProblem? Day(TaskDraft draft)
    {
        var (path, lines) = (NewPath(draft), draft.LogLines(draft.Count(20, 60)));
        var day = draft.Random.Pick(lines)[..10];
        return draft.Integer("log-day", Making(path, lines), $"grep -c '^{day}' {path}", lines.Count(line => line.StartsWith(day, StringComparison.Ordinal)), ("file", path), ("date", day));
    }

    static GeneratedProblem? Hour(TaskDraft draft)
    {
        var (path, lines) = (NewPath(draft), draft.LogLines(draft.Count(40, 80)));
        var hour = draft.Random.Pick(lines)[11..13];
        return draft.Integer(
            "log-hour", Making(path, lines), $"cut -d' ' -f2 {path} | grep -c '^{hour}:'", lines.Count(line => line[11..13] == hour), ("file", path), ("hour", hour));
    }

    static GeneratedProblem? Addresses(TaskDraft draft)
    {
        var path = NewPath(draft);
        var lines = draft.RequestLines(draft.Count(20, 50), draft.Count(3, 14));
        var solution = draft.Random.Pick($"cut -d' ' -f1 {path} | sort -u | wc -l", $"awk '{{print $1}}' {path} | sort | uniq | wc -l");
        return draft.Integer("log-addresses", Making(path, lines), solution, lines.Select(line => line.Split(' ')[0]).Distinct(StringComparer.Ordinal).Count(), ("file", path));
    }

    static GeneratedProblem? Busiest(TaskDraft draft)
    {
        var path = NewPath(draft);
        var field = draft.Random.Next(2) * 2;
        var lines = draft.RequestLines(draft.Count(20, 50), draft.Count(3, 6));
        var counts = lines.CountBy(line => line.Split(' ')[field], StringComparer.Ordinal).OrderByDescending(pair => pair.Value).ToList();
        return counts.Count < 2 || counts[0].Value == counts[1].Value ? null : draft.Text(
            field == 0 ? "log-busiest" : "log-page",
            Making(path, lines),
            $"awk '{{print ${field + 1}}}' {path} | sort | uniq -c | sort -nr | head -n 1 | awk '{{print $2}}'",
            counts[0].Key,
            ("file", path));
    }

    static GeneratedProblem? Status(TaskDraft draft)
    {
        var path = NewPath(draft);
        var lines = draft.RequestLines(draft.Count(25, 60), draft.Count(3, 8));
        var status = draft.Random.Pick("200", "404", "500");
        return draft.Integer(
            "log-status", Making(path, lines), $"awk '$4 == {status}' {path} | wc -l", lines.Count(line => line.Split(' ')[3] == status), ("file", path), ("status", status));
    }

    static GeneratedProblem? LevelInFolder(TaskDraft draft)
    {
        var tree = new FileTree(draft.Folder());
        var level = draft.Random.Pick("ERROR", "WARNING");
        var count = 0;
        for (var i = draft.Count(3, 5); i > 0; i--)
        {
            var lines = draft.LogLines(draft.Count(8, 20));
            tree.AddFile($"{draft.Stem()}.log", lines.Joined());
            count += lines.Count(line => line.Contains(level, StringComparison.Ordinal));
        }

        return draft.Integer("log-folder", tree.MakingScript(), $"cat {tree.Root}/*.log | grep -c {level}", count, ("dir", tree.Root), ("level", level));
    }

    static string NewPath(TaskDraft draft) => $"{draft.Folder()}/{draft.Stem()}.log";

    static string Making(string path, IEnumerable<string> lines)
    {
        var slash = path.LastIndexOf('/');
        var tree = new FileTree(path[..slash]);
        tree.AddFile(path[(slash + 1)..], lines.Joined());
        return tree.MakingScript();
    }
}
