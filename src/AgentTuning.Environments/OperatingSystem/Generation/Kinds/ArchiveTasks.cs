namespace AgentTuning.Environments.OperatingSystem.Generation.Kinds;

/// <summary>Questions and orders about archives and compressed files.</summary>
static class ArchiveTasks
{
    /// <summary>The kinds.</summary>
    public static IReadOnlyList<TaskKind> Kinds { get; } =
    [
        new("pack-tar", "archives", PackTar),
        new("pack-zip", "archives", PackZip),
        new("unpack-tar", "archives", UnpackTar),
        new("unpack-zip", "archives", UnpackZip, IsHeldOut: true),
        new("count-packed", "archives", CountPacked),
        new("compress-files", "archives", CompressFiles),
        new("count-in-compressed", "archives", CountInCompressed),
        new("unpack-one", "archives", UnpackOne, IsHeldOut: true),
    ];

    static GeneratedProblem? PackTar(TaskDraft draft)
    {
        var tree = draft.Tree(draft.Count(4, 8), draft.Words("extension", 2), folders: 2);
        var target = $"{draft.Folder()}/{draft.Stem()}.tar.gz";
        return draft.Order(
            "pack-tar",
            $"mkdir -p {Folder(target)}\n{tree.MakingScript()}",
            $"tar -czf {target} -C {Folder(tree.Root)} {Name(tree.Root)}",
            [Holds(target, tree), TaskScript.Python(tree.CheckingProgram())],
            ("dir", tree.Root),
            ("target", target));
    }

    static GeneratedProblem? PackZip(TaskDraft draft)
    {
        var tree = draft.FlatTree(draft.Count(3, 7), draft.Words("extension", 2));
        var target = $"{draft.Folder()}/{draft.Stem()}.zip";
        return draft.Order(
            "pack-zip",
            $"mkdir -p {Folder(target)}\n{tree.MakingScript()}",
            $"cd {tree.Root} && zip -q -r {target} .",
            [Holds(target, tree), TaskScript.Python(tree.CheckingProgram())],
            ("dir", tree.Root),
            ("target", target));
    }

    static GeneratedProblem? UnpackTar(TaskDraft draft)
    {
        var (tree, archive, making) = Packed(draft, "tar.gz");
        var target = draft.Folder();
        var isThere = draft.Random.Chance(0.5);
        return draft.Change(
            "unpack-tar",
            isThere ? $"{making}\nmkdir -p {target}" : making,
            $"{(isThere ? "" : $"mkdir -p {target} && ")}tar -xzf {archive} -C {target}",
            At(tree, target),
            ("file", archive),
            ("target", target));
    }

    static GeneratedProblem? UnpackZip(TaskDraft draft)
    {
        var (tree, archive, making) = Packed(draft, "zip");
        var target = draft.Folder();
        return draft.Change("unpack-zip", making, $"mkdir -p {target} && unzip -q {archive} -d {target}", At(tree, target), ("file", archive), ("target", target));
    }

    static GeneratedProblem? UnpackOne(TaskDraft draft)
    {
        var (tree, archive, making) = Packed(draft, "tar.gz");
        var file = tree.Files.First();
        var after = new FileTree(draft.Folder());
        after.AddFile(file.Path, file.Content);
        return draft.Change(
            "unpack-one",
            $"{making}\nmkdir -p {after.Root}",
            $"tar -xzf {archive} -C {after.Root} {file.Path}",
            after,
            ("file", archive),
            ("name", file.Path),
            ("target", after.Root));
    }

    static GeneratedProblem? CountPacked(TaskDraft draft)
    {
        var isZip = draft.Random.Chance(0.4);
        var (tree, archive, making) = Packed(draft, isZip ? "zip" : "tar.gz");
        return draft.Integer(
            "count-packed",
            making,
            isZip ? $"unzip -Z1 {archive} | grep -vc '/$'" : $"tar -tzf {archive} | grep -vc '/$'",
            tree.Files.Count(),
            ("file", archive));
    }

    static GeneratedProblem? CompressFiles(TaskDraft draft)
    {
        var (extension, all) = draft.Extensions(1);
        var tree = draft.FlatTree(draft.Count(4, 8), all);
        var wanted = tree.Files.Where(file => file.Extension == extension).ToList();
        var others = tree.Copy();
        foreach (var file in wanted)
            others.Remove(file.Path);
        var program = EmbeddedText.Read("OperatingSystem/Generation/CheckCompressed.txt")
            .Replace("{root}", tree.Root, StringComparison.Ordinal)
            .Replace("{packed}", Listed(wanted), StringComparison.Ordinal)
            .Replace("{plain}", Listed(others.Files), StringComparison.Ordinal);
        return wanted.Count == 0 ? null : draft.Order(
            "compress-files", tree.MakingScript(), $"gzip {tree.Root}/*.{extension}", [TaskScript.Python(program)], ("dir", tree.Root), ("ext", extension));
    }

    static GeneratedProblem? CountInCompressed(TaskDraft draft)
    {
        var lines = draft.LogLines(draft.Count(20, 50));
        var level = draft.Random.Pick("ERROR", "WARNING", "INFO");
        var tree = new FileTree(draft.Folder());
        var path = tree.PathOf(tree.AddFile($"{draft.Stem()}.log", lines.Joined()));
        return draft.Integer(
            "count-in-compressed",
            $"{tree.MakingScript()}\ngzip {path}",
            $"zcat {path}.gz | grep -c {level}",
            lines.Count(line => line.Contains(level, StringComparison.Ordinal)),
            ("file", $"{path}.gz"),
            ("level", level));
    }

    // A tree that stands only in an archive.
    static (FileTree Tree, string Archive, string Making) Packed(TaskDraft draft, string extension)
    {
        var tree = draft.Tree(draft.Count(4, 9), draft.Words("extension", 2), folders: 2);
        var archive = $"{draft.Folder()}/{draft.Stem()}.{extension}";
        var packing = extension == "zip" ? $"zip -q -r {archive} ." : $"tar -czf {archive} *";
        return (tree, archive, $"mkdir -p {Folder(archive)}\n{tree.MakingScript()}\n{packing}\ncd / && rm -r {tree.Root}");
    }

    static FileTree At(FileTree tree, string root)
    {
        var moved = new FileTree(root);
        foreach (var entry in tree.Entries)
            moved.Add(entry);
        return moved;
    }

    static TaskScript Holds(string archive, FileTree tree) => TaskScript.Python(EmbeddedText.Read("OperatingSystem/Generation/CheckArchive.txt")
        .Replace("{archive}", archive, StringComparison.Ordinal)
        .Replace("{expected}", Listed(tree.Files), StringComparison.Ordinal));

    static string Listed(IEnumerable<TreeEntry> files) =>
        $"{{{string.Join(", ", files.Select(file => $"'{file.Path}': '{FileTree.Digest(file.Content)}'"))}}}";

    static string Folder(string path) => path[..path.LastIndexOf('/')];

    static string Name(string path) => path[(path.LastIndexOf('/') + 1)..];
}
