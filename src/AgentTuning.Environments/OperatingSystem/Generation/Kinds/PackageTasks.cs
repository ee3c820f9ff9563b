namespace AgentTuning.Environments.OperatingSystem.Generation.Kinds;

/// <summary>Questions and orders about Debian packages that the task itself builds.</summary>
static class PackageTasks
{
    /// <summary>The kinds.</summary>
    public static IReadOnlyList<TaskKind> Kinds { get; } =
    [
        new("package-version", "packages", Version),
        new("install-package", "packages", Install),
        new("remove-package", "packages", Remove),
        new("package-owner", "packages", Owner, IsHeldOut: true),
    ];

    static GeneratedProblem? Version(TaskDraft draft)
    {
        var (name, version) = (draft.Invented(), NewVersion(draft));
        return draft.Text("package-version", $"{Built(draft, name, version, "/root")}\n{Installed("/root", name)}", $"dpkg-query -W -f '${{Version}}\\n' {name}", version, ("name", name));
    }

    static GeneratedProblem? Install(TaskDraft draft)
    {
        var (name, folder) = (draft.Invented(), draft.Folder());
        return draft.Order(
            "install-package",
            Built(draft, name, NewVersion(draft), folder),
            $"dpkg -i {folder}/{name}.deb",
            [TaskScript.Bash($"[ \"$(dpkg-query -W -f '${{Status}}' {name})\" = 'install ok installed' ] && [ -e /usr/share/{name}/readme ]")],
            ("file", $"{folder}/{name}.deb"),
            ("name", name));
    }

    static GeneratedProblem? Remove(TaskDraft draft)
    {
        var (name, other) = (draft.Invented(), draft.Invented());
        return draft.Order(
            "remove-package",
            $"{Built(draft, name, NewVersion(draft), "/root")}\n{Built(draft, other, NewVersion(draft), "/root")}\n{Installed("/root", name, other)}",
            $"dpkg -r {name}",
            [TaskScript.Bash($"[ ! -e /usr/share/{name}/readme ] && [ \"$(dpkg-query -W -f '${{Status}}' {other})\" = 'install ok installed' ] && [ -e /usr/share/{other}/readme ]")],
            ("name", name));
    }

    static GeneratedProblem? Owner(TaskDraft draft)
    {
        var (name, file) = (draft.Invented(), $"/usr/share/{draft.Stem()}.{draft.Word("extension")}");
        return draft.Text(
            "package-owner", $"{Built(draft, name, NewVersion(draft), "/root", file)}\n{Installed("/root", name)}", $"dpkg -S {file} | cut -d: -f1", name, ("file", file));
    }

    static string NewVersion(TaskDraft draft) => $"{draft.Count(2, 12)}.{draft.Count(0, 30)}.{draft.Count(0, 20)}";

    // Builds a package file in a folder.
    static string Built(TaskDraft draft, string name, string version, string folder, string? file = null)
    {
        var root = $"/var/tmp/{name}";
        var tree = new FileTree(root);
        tree.AddFile("DEBIAN/control", $"Package: {name}\nVersion: {version}\nArchitecture: all\nMaintainer: nobody <nobody@example.org>\nDescription: {draft.Sentence(3)}\n");
        tree.AddFile($"usr/share/{name}/readme", draft.Lines(1));
        if (file is not null)
            tree.AddFile(file[1..], draft.Lines(1));
        return $"mkdir -p {folder}\n{tree.MakingScript()}\ndpkg-deb --root-owner-group -Znone --build {root} {folder}/{name}.deb > /dev/null\nrm -r {root}";
    }

    static string Installed(string folder, params IEnumerable<string> names)
    {
        var files = names.Select(name => $"{folder}/{name}.deb").ToList();
        return $"dpkg --force-unsafe-io -i {string.Join(' ', files)} > /dev/null\nrm {string.Join(' ', files)}";
    }
}
