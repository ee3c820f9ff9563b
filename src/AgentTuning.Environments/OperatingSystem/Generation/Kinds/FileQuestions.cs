namespace AgentTuning.Environments.OperatingSystem.Generation.Kinds;

/// <summary>Questions about files, folders and links.</summary>
static class FileQuestions
{
    /// <summary>The kinds.</summary>
    public static IReadOnlyList<TaskKind> Kinds { get; } =
    [
        new("count-extension", "files", CountExtension),
        new("count-hidden", "files", CountHidden),
        new("count-folders", "files", CountFolders),
        new("count-empty", "files", CountEmpty),
        new("count-prefix", "files", CountPrefix),
        new("count-modified", "times", CountModified),
        new("newest-file", "times", NewestFile),
        new("link-target", "links", LinkTarget),
        new("count-links", "links", CountLinks),
        new("broken-links", "links", BrokenLinks, IsHeldOut: true),
        new("count-mode", "permissions", CountMode),
        new("find-content", "files", FindContent),
        new("same-content", "files", SameContent, IsHeldOut: true),
    ];

    static GeneratedProblem? CountExtension(TaskDraft draft)
    {
        var (extension, all) = draft.Extensions();
        var isDeep = draft.Random.Chance(0.6);
        var tree = draft.Tree(draft.Count(9, 22), all);
        var count = tree.Files.Count(file => file.Extension == extension && (isDeep || file.Folder.Length == 0));
        var solution = isDeep
            ? $"find {tree.Root} -type f -name '*.{extension}' | wc -l"
            : draft.Random.Pick($"ls {tree.Root}/*.{extension} | wc -l", $"find {tree.Root} -maxdepth 1 -type f -name '*.{extension}' | wc -l");
        return draft.Integer(isDeep ? "count-extension" : "count-extension-flat", tree.MakingScript(), solution, count, ("dir", tree.Root), ("ext", extension));
    }

    static GeneratedProblem? CountHidden(TaskDraft draft)
    {
        var tree = draft.Tree(draft.Count(4, 9), draft.Words("extension", 2), folders: 2);
        var hidden = draft.Count(2, 9);
        for (var i = 0; i < hidden; i++)
            tree.AddFile($".{draft.Stem()}", draft.Lines(1));
        foreach (var folder in tree.Folders.ToList())
            tree.AddFile($"{folder.Path}/.{draft.Stem()}", draft.Lines(1));
        var isDeep = draft.Random.Chance(0.4);
        var count = tree.Files.Count(file => file.Name[0] == '.' && (isDeep || file.Folder.Length == 0));
        return draft.Integer(
            isDeep ? "count-hidden-deep" : "count-hidden",
            tree.MakingScript(),
            $"find {tree.Root} {(isDeep ? "" : "-maxdepth 1 ")}-type f -name '.*' | wc -l",
            count,
            ("dir", tree.Root));
    }

    static GeneratedProblem? CountFolders(TaskDraft draft)
    {
        var tree = draft.Tree(draft.Count(4, 8), draft.Words("extension", 2), folders: draft.Count(3, 11));
        return draft.Integer("count-folders", tree.MakingScript(), $"find {tree.Root} -mindepth 1 -type d | wc -l", tree.Folders.Count(), ("dir", tree.Root));
    }

    static GeneratedProblem? CountEmpty(TaskDraft draft)
    {
        var tree = draft.Tree(draft.Count(9, 18), draft.Words("extension", 3));
        foreach (var file in tree.Files.Where(_ => draft.Random.Chance(0.4)).ToList())
            tree.AddFile(file.Path, "");
        return draft.Integer("count-empty", tree.MakingScript(), $"find {tree.Root} -type f -empty | wc -l", tree.Files.Count(file => file.Size == 0), ("dir", tree.Root));
    }

    static GeneratedProblem? CountPrefix(TaskDraft draft)
    {
        var tree = draft.FlatTree(draft.Count(5, 9), draft.Words("extension", 3));
        var prefix = draft.Invented();
        var extensions = draft.Words("extension", 2);
        var count = draft.Count(2, 9);
        for (var i = 0; i < count; i++)
            tree.AddFile($"{prefix}-{draft.Word("noun")}.{draft.Random.Pick(extensions)}", draft.Lines(1));
        return draft.Integer("count-prefix", tree.MakingScript(), $"ls {tree.Root} | grep -c '^{prefix}'", count, ("dir", tree.Root), ("prefix", prefix));
    }

    static GeneratedProblem? CountModified(TaskDraft draft)
    {
        var tree = draft.Tree(draft.Count(8, 16), draft.Words("extension", 3), folders: 2);
        var limit = draft.Day(2010, 2022);
        var isAfter = draft.Random.Chance(0.5);
        var count = 0;
        foreach (var file in tree.Files.ToList())
        {
            var days = draft.Count(5, 900) * (draft.Random.Chance(0.5) ? 1 : -1);
            tree.Add(file with { Modified = $"{TaskDraft.Iso(limit.AddDays(days))} 12:00" });
            count += days > 0 == isAfter ? 1 : 0;
        }

        return draft.Integer(
            isAfter ? "count-modified-after" : "count-modified-before",
            tree.MakingScript(),
            $"find {tree.Root} -type f {(isAfter ? "" : "! ")}-newermt {TaskDraft.Iso(limit)} | wc -l",
            count,
            ("dir", tree.Root),
            ("date", TaskDraft.Iso(limit)));
    }

    static GeneratedProblem? NewestFile(TaskDraft draft)
    {
        var tree = draft.FlatTree(draft.Count(5, 12), draft.Words("extension", 3));
        var first = draft.Day();
        var days = draft.Random.Shuffled(Enumerable.Range(0, tree.Files.Count()));
        foreach (var (file, day) in tree.Files.ToList().Zip(days))
            tree.Add(file with { Modified = $"{TaskDraft.Iso(first.AddDays(day * 3))} 12:00" });
        var isNewest = draft.Random.Chance(0.5);
        var files = tree.Files.OrderBy(file => file.Modified, StringComparer.Ordinal).ToList();
        return draft.Text(
            isNewest ? "newest-file" : "oldest-file",
            tree.MakingScript(),
            $"ls {(isNewest ? "-t" : "-tr")} {tree.Root} | head -n 1",
            (isNewest ? files[^1] : files[0]).Name,
            ("dir", tree.Root));
    }

    static GeneratedProblem? LinkTarget(TaskDraft draft)
    {
        var tree = draft.Tree(draft.Count(3, 6), draft.Words("extension", 2), folders: 2);
        var target = draft.Random.Pick(tree.Files.ToList());
        var path = tree.PathOf(target);
        var link = "";
        for (var i = draft.Count(1, 3); i > 0; i--)
        {
            link = draft.Invented();
            tree.Add(new TreeEntry { Path = link, Kind = TreeEntryKind.Link, Content = path });
            path = $"{tree.Root}/{link}";
        }

        return draft.Text("link-target", tree.MakingScript(), $"readlink -f {path}", tree.PathOf(target), ("link", path));
    }

    static GeneratedProblem? CountLinks(TaskDraft draft)
    {
        var tree = draft.Tree(draft.Count(4, 7), draft.Words("extension", 2), folders: 2);
        var links = draft.Count(2, 8);
        AddLinks(draft, tree, links, _ => true);
        return draft.Integer("count-links", tree.MakingScript(), $"find {tree.Root} -type l | wc -l", links, ("dir", tree.Root));
    }

    static GeneratedProblem? BrokenLinks(TaskDraft draft)
    {
        var tree = draft.Tree(draft.Count(3, 6), draft.Words("extension", 2), folders: 2);
        var broken = draft.Count(2, 6);
        AddLinks(draft, tree, broken + draft.Count(2, 5), i => i >= broken);
        return draft.Integer("broken-links", tree.MakingScript(), $"find {tree.Root} -xtype l | wc -l", broken, ("dir", tree.Root));
    }

    static GeneratedProblem? CountMode(TaskDraft draft)
    {
        var tree = draft.Tree(draft.Count(9, 16), draft.Words("extension", 3), folders: 2);
        var modes = draft.Random.Shuffled(["600", "640", "644", "700", "750", "755"]).Take(3).ToList();
        foreach (var file in tree.Files.ToList())
            tree.Add(file with { Mode = draft.Random.Pick(modes) });
        if (draft.Random.Chance(0.5))
        {
            var executable = tree.Files.Count(file => file.Mode![0] == '7');
            return draft.Integer("count-executable", tree.MakingScript(), $"find {tree.Root} -type f -perm -u+x | wc -l", executable, ("dir", tree.Root));
        }

        var mode = modes[0];
        return draft.Integer(
            "count-mode", tree.MakingScript(), $"find {tree.Root} -type f -perm {mode} | wc -l", tree.Files.Count(file => file.Mode == mode), ("dir", tree.Root), ("mode", mode));
    }

    static GeneratedProblem? FindContent(TaskDraft draft)
    {
        var tree = draft.Tree(draft.Count(5, 10), draft.Words("text", 2));
        var word = draft.Invented();
        var wanted = draft.Random.Pick(tree.Files.ToList());
        tree.AddFile(wanted.Path, $"{draft.Lines(1)}{draft.Sentence(2)} {word} {draft.Sentence(1)}\n");
        return draft.Text("find-content", tree.MakingScript(), $"grep -rl {word} {tree.Root}", tree.PathOf(wanted), ("dir", tree.Root), ("word", word));
    }

    static GeneratedProblem? SameContent(TaskDraft draft)
    {
        var tree = draft.Tree(draft.Count(6, 10), draft.Words("extension", 2), folders: 2);
        var original = tree.Files.First();
        var copies = draft.Count(2, 4);
        for (var i = 0; i < copies; i++)
            tree.AddFile($"{draft.Stem()}.{original.Extension}", original.Content);
        return draft.Integer(
            "same-content",
            tree.MakingScript(),
            $"find {tree.Root} -type f ! -path {tree.PathOf(original)} -exec cmp -s {{}} {tree.PathOf(original)} \\; -print | wc -l",
            copies,
            ("dir", tree.Root),
            ("file", tree.PathOf(original)));
    }

    static void AddLinks(TaskDraft draft, FileTree tree, int count, Func<int, bool> isWhole)
    {
        var files = tree.Files.ToList();
        for (var i = 0; i < count; i++)
        {
            var target = isWhole(i) ? tree.PathOf(draft.Random.Pick(files)) : $"{tree.Root}/{draft.Invented()}.{files[0].Extension}";
            tree.Add(new TreeEntry { Path = draft.Stem(), Kind = TreeEntryKind.Link, Content = target });
        }
    }
}
