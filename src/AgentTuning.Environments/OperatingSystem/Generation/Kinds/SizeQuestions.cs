namespace AgentTuning.Environments.OperatingSystem.Generation.Kinds;

/// <summary>Questions about sizes and the use of the disk.</summary>
static class SizeQuestions
{
    /// <summary>The kinds.</summary>
    public static IReadOnlyList<TaskKind> Kinds { get; } =
    [
        new("count-larger", "sizes", CountLarger),
        new("total-size", "sizes", TotalSize),
        new("largest-file", "sizes", LargestFile),
        new("file-size", "sizes", FileSize),
        new("heaviest-folder", "sizes", HeaviestFolder, IsHeldOut: true),
    ];

    static GeneratedProblem? CountLarger(TaskDraft draft)
    {
        var tree = Sized(draft, draft.Tree(draft.Count(8, 15), draft.Words("extension", 3)));
        var limit = draft.Number(1000, 6000);
        return draft.Integer(
            "count-larger", tree.MakingScript(), $"find {tree.Root} -type f -size +{limit}c | wc -l", tree.Files.Count(file => file.Size > limit), ("dir", tree.Root), ("size", $"{limit}"));
    }

    static GeneratedProblem? TotalSize(TaskDraft draft)
    {
        var (extension, all) = draft.Extensions();
        var tree = Sized(draft, draft.Tree(draft.Count(6, 12), all));
        var wanted = tree.Files.Where(file => file.Extension == extension).ToList();
        return wanted.Count < 2 ? null : draft.Integer(
            "total-size",
            tree.MakingScript(),
            $"find {tree.Root} -type f -name '*.{extension}' -printf '%s\\n' | awk '{{s += $1}} END {{print s}}'",
            wanted.Sum(file => file.Size),
            ("dir", tree.Root),
            ("ext", extension));
    }

    static GeneratedProblem? LargestFile(TaskDraft draft)
    {
        var isDeep = draft.Random.Chance(0.5);
        var tree = Sized(draft, draft.Tree(draft.Count(5, 12), draft.Words("extension", 3), isDeep ? 3 : 0));
        var isLargest = isDeep || draft.Random.Chance(0.6);
        var files = tree.Files.OrderBy(file => file.Size).ToList();
        var wanted = isLargest ? files[^1] : files[0];
        return isDeep
            ? draft.Text("largest-file-deep", tree.MakingScript(), $"find {tree.Root} -type f -printf '%s %p\\n' | sort -n | tail -n 1 | cut -d' ' -f2", tree.PathOf(wanted), ("dir", tree.Root))
            : draft.Text(isLargest ? "largest-file" : "smallest-file", tree.MakingScript(), $"ls {(isLargest ? "-S" : "-Sr")} {tree.Root} | head -n 1", wanted.Name, ("dir", tree.Root));
    }

    static GeneratedProblem? FileSize(TaskDraft draft)
    {
        var tree = Sized(draft, draft.FlatTree(draft.Count(3, 6), draft.Words("extension", 2)));
        var file = draft.Random.Pick(tree.Files.ToList());
        var path = tree.PathOf(file);
        if (draft.Random.Chance(0.5))
            return draft.Integer("file-size", tree.MakingScript(), draft.Random.Pick($"stat -c %s {path}", $"wc -c < {path}"), file.Size, ("file", path));
        var kibibytes = draft.Count(2, 900);
        tree.AddFile(file.Path, new string('x', kibibytes * 1024));
        return draft.Size("file-size-human", tree.MakingScript(), $"du -h --apparent-size {path} | cut -f1", $"{kibibytes}K", ("file", path));
    }

    static GeneratedProblem? HeaviestFolder(TaskDraft draft)
    {
        var tree = Sized(draft, draft.Tree(draft.Count(9, 16), draft.Words("extension", 3), folders: draft.Count(3, 5)));
        var weights = tree.Folders.Where(folder => folder.Folder.Length == 0)
            .Select(folder => (folder.Name, Size: tree.Files.Where(file => file.Path.StartsWith(folder.Path + "/", StringComparison.Ordinal)).Sum(file => file.Size)))
            .OrderByDescending(folder => folder.Size).ToList();
        if (weights.Count < 3 || weights[0].Size < weights[1].Size + 1000)
            return null;
        return draft.Text(
            "heaviest-folder",
            tree.MakingScript(),
            $"cd {tree.Root} && for d in */; do echo \"$(find $d -type f -printf '%s\\n' | awk '{{s += $1}} END {{print s + 0}}') ${{d%/}}\"; done | sort -n | tail -n 1 | cut -d' ' -f2",
            weights[0].Name,
            ("dir", tree.Root));
    }

    // Gives every file a size of its own.
    static FileTree Sized(TaskDraft draft, FileTree tree)
    {
        var sizes = new HashSet<int>();
        foreach (var file in tree.Files.ToList())
        {
            int size;
            do
                size = draft.Count(120, 9000);
            while (!sizes.Add(size));
            tree.AddFile(file.Path, new string('x', size));
        }

        return tree;
    }
}
