namespace AgentTuning.Environments.OperatingSystem.Generation.Kinds;

/// <summary>Orders that move, remove, rename and link files.</summary>
static class FileChanges
{
    /// <summary>The kinds.</summary>
    public static IReadOnlyList<TaskKind> Kinds { get; } =
    [
        new("delete-extension", "files", DeleteExtension),
        new("delete-empty", "files", DeleteEmpty),
        new("rename-extension", "files", RenameExtension),
        new("move-extension", "files", MoveExtension),
        new("copy-file", "files", CopyFile),
        new("make-folders", "files", MakeFolders),
        new("make-link", "links", MakeLink),
        new("delete-old", "times", DeleteOld, IsHeldOut: true),
        new("copy-folder", "files", CopyFolder, IsHeldOut: true),
    ];

    static GeneratedProblem? DeleteExtension(TaskDraft draft)
    {
        var (extension, all) = draft.Extensions();
        var tree = draft.Tree(draft.Count(8, 14), all);
        var wanted = tree.Files.Where(file => file.Extension == extension).ToList();
        var after = Without(tree, wanted);
        return wanted.Count == 0 ? null : draft.Change(
            "delete-extension", tree.MakingScript(), $"find {tree.Root} -type f -name '*.{extension}' -delete", after, ("dir", tree.Root), ("ext", extension));
    }

    static GeneratedProblem? DeleteEmpty(TaskDraft draft)
    {
        var tree = draft.Tree(draft.Count(8, 14), draft.Words("extension", 3));
        foreach (var file in tree.Files.Where(_ => draft.Random.Chance(0.4)).ToList())
            tree.AddFile(file.Path, "");
        var empty = tree.Files.Where(file => file.Size == 0).ToList();
        return empty.Count == 0 ? null : draft.Change(
            "delete-empty", tree.MakingScript(), $"find {tree.Root} -type f -empty -delete", Without(tree, empty), ("dir", tree.Root));
    }

    static GeneratedProblem? DeleteOld(TaskDraft draft)
    {
        var tree = draft.Tree(draft.Count(7, 13), draft.Words("extension", 3), folders: 2);
        var limit = draft.Day(2010, 2022);
        foreach (var file in tree.Files.ToList())
            tree.Add(file with { Modified = $"{TaskDraft.Iso(limit.AddDays(draft.Count(5, 900) * (draft.Random.Chance(0.5) ? 1 : -1)))} 12:00" });
        var old = tree.Files.Where(file => string.CompareOrdinal(file.Modified, TaskDraft.Iso(limit)) < 0).ToList();
        return old.Count == 0 || old.Count == tree.Files.Count() ? null : draft.Change(
            "delete-old", tree.MakingScript(), $"find {tree.Root} -type f ! -newermt {TaskDraft.Iso(limit)} -delete", Without(tree, old), ("dir", tree.Root), ("date", TaskDraft.Iso(limit)));
    }

    static GeneratedProblem? RenameExtension(TaskDraft draft)
    {
        var (extension, all) = draft.Extensions();
        var tree = draft.FlatTree(draft.Count(6, 11), all);
        var other = draft.Word("extension");
        var wanted = tree.Files.Where(file => file.Extension == extension).ToList();
        var after = Without(tree, wanted);
        foreach (var file in wanted)
            after.AddFile($"{file.Path[..^extension.Length]}{other}", file.Content);
        return wanted.Count < 2 ? null : draft.Change(
            "rename-extension",
            tree.MakingScript(),
            $"cd {tree.Root} && for f in *.{extension}; do mv \"$f\" \"${{f%.{extension}}}.{other}\"; done",
            after,
            ("dir", tree.Root),
            ("ext", extension),
            ("other", other));
    }

    static GeneratedProblem? MoveExtension(TaskDraft draft)
    {
        var (extension, all) = draft.Extensions();
        var tree = draft.FlatTree(draft.Count(6, 11), all);
        var folder = draft.FolderName();
        var isThere = draft.Random.Chance(0.5);
        if (isThere)
            tree.Add(new TreeEntry { Path = folder, Kind = TreeEntryKind.Folder });
        var wanted = tree.Files.Where(file => file.Extension == extension).ToList();
        var after = Without(tree, wanted);
        foreach (var file in wanted)
            after.AddFile($"{folder}/{file.Name}", file.Content);
        var moving = $"mv {tree.Root}/*.{extension} {tree.Root}/{folder}/";
        return wanted.Count == 0 ? null : draft.Change(
            isThere ? "move-extension" : "move-extension-new",
            tree.MakingScript(),
            isThere ? moving : $"mkdir -p {tree.Root}/{folder} && {moving}",
            after,
            ("dir", tree.Root),
            ("ext", extension),
            ("target", $"{tree.Root}/{folder}"));
    }

    static GeneratedProblem? CopyFile(TaskDraft draft)
    {
        var tree = draft.Tree(draft.Count(4, 8), draft.Words("extension", 2), folders: 2);
        var file = draft.Random.Pick(tree.Files.ToList());
        var name = $"{draft.Stem()}.{file.Extension}";
        var after = tree.Copy();
        after.AddFile(name, file.Content);
        return draft.Change("copy-file", tree.MakingScript(), $"cp {tree.PathOf(file)} {tree.Root}/{name}", after, ("file", tree.PathOf(file)), ("target", $"{tree.Root}/{name}"));
    }

    static GeneratedProblem? CopyFolder(TaskDraft draft)
    {
        var tree = draft.Tree(draft.Count(5, 9), draft.Words("extension", 2), folders: 2);
        var folder = tree.Folders.First(entry => entry.Folder.Length == 0);
        tree.AddFile($"{folder.Path}/{draft.Stem()}.{tree.Files.First().Extension}", draft.Lines(2));
        var target = draft.FolderName();
        var after = tree.Copy();
        foreach (var entry in tree.Entries.Where(entry => entry == folder || entry.Path.StartsWith(folder.Path + "/", StringComparison.Ordinal)))
            after.Add(entry with { Path = target + entry.Path[folder.Path.Length..] });
        return draft.Change("copy-folder", tree.MakingScript(), $"cp -r {tree.PathOf(folder)} {tree.Root}/{target}", after, ("dir", tree.PathOf(folder)), ("target", $"{tree.Root}/{target}"));
    }

    static GeneratedProblem? MakeFolders(TaskDraft draft)
    {
        var tree = draft.FlatTree(draft.Count(2, 5), draft.Words("extension", 2));
        var after = tree.Copy();
        var (above, below) = (draft.FolderName(), draft.FolderName());
        after.Add(new TreeEntry { Path = $"{above}/{below}", Kind = TreeEntryKind.Folder });
        if (draft.Random.Chance(0.5))
            return draft.Change("make-folders", tree.MakingScript(), $"mkdir -p {tree.Root}/{above}/{below}", after, ("target", $"{tree.Root}/{above}/{below}"));
        var line = draft.Sentence(draft.Count(2, 4));
        var name = $"{draft.Stem()}.{tree.Files.First().Extension}";
        after.AddFile($"{above}/{below}/{name}", line);
        return draft.Change(
            "make-file",
            tree.MakingScript(),
            $"mkdir -p {tree.Root}/{above}/{below} && echo '{line}' > {tree.Root}/{above}/{below}/{name}",
            after,
            ("target", $"{tree.Root}/{above}/{below}/{name}"),
            ("line", line));
    }

    static GeneratedProblem? MakeLink(TaskDraft draft)
    {
        var tree = draft.Tree(draft.Count(4, 8), draft.Words("extension", 2), folders: 2);
        var file = draft.Random.Pick(tree.Files.ToList());
        var link = draft.Stem();
        var after = tree.Copy();
        after.Add(new TreeEntry { Path = link, Kind = TreeEntryKind.Link, Content = tree.PathOf(file) });
        return draft.Change("make-link", tree.MakingScript(), $"ln -s {tree.PathOf(file)} {tree.Root}/{link}", after, ("file", tree.PathOf(file)), ("link", $"{tree.Root}/{link}"));
    }

    static FileTree Without(FileTree tree, IEnumerable<TreeEntry> entries)
    {
        var after = tree.Copy();
        foreach (var entry in entries.ToList())
            after.Remove(entry.Path);
        return after;
    }
}
