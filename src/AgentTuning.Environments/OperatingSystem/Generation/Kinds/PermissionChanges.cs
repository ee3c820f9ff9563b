namespace AgentTuning.Environments.OperatingSystem.Generation.Kinds;

/// <summary>Orders and questions about permissions and owners of files.</summary>
static class PermissionChanges
{
    static readonly string[] TrainModes = ["600", "640", "700", "750", "444", "755"];
    static readonly string[] OtherModes = ["400", "440", "500", "550", "660", "770"];

    /// <summary>The kinds.</summary>
    public static IReadOnlyList<TaskKind> Kinds { get; } =
    [
        new("set-mode", "permissions", SetMode),
        new("make-executable", "permissions", MakeExecutable),
        new("mode-below", "permissions", ModeBelow),
        new("set-owner", "permissions", SetOwner),
        new("share-folder", "permissions", ShareFolder, IsHeldOut: true),
        new("count-owned", "permissions", CountOwned),
        new("owner-of", "permissions", OwnerOf),
    ];

    static GeneratedProblem? SetMode(TaskDraft draft)
    {
        var tree = draft.FlatTree(draft.Count(3, 6), draft.Words("extension", 2));
        foreach (var entry in tree.Files.ToList())
            tree.Add(entry with { Mode = "644" });
        var file = draft.Random.Pick(tree.Files.ToList());
        var mode = Mode(draft);
        var after = tree.Copy();
        after.Add(file with { Mode = mode });
        return draft.Change("set-mode", tree.MakingScript(), $"chmod {mode} {tree.PathOf(file)}", after, ("file", tree.PathOf(file)), ("mode", mode));
    }

    static GeneratedProblem? MakeExecutable(TaskDraft draft)
    {
        var tree = draft.Tree(draft.Count(4, 7), [.. draft.Words("extension", 2), "sh", "sh"], folders: 2);
        foreach (var entry in tree.Files.ToList())
            tree.Add(entry with { Mode = "644" });
        var scripts = tree.Files.Where(file => file.Extension == "sh").ToList();
        var after = tree.Copy();
        foreach (var script in scripts)
            after.Add(script with { Mode = "755" });
        return scripts.Count == 0 ? null : draft.Change("make-executable", tree.MakingScript(), $"find {tree.Root} -type f -name '*.sh' -exec chmod 755 {{}} +", after, ("dir", tree.Root));
    }

    static GeneratedProblem? ModeBelow(TaskDraft draft)
    {
        var tree = draft.Tree(draft.Count(5, 9), draft.Words("extension", 2));
        foreach (var entry in tree.Entries.ToList())
            tree.Add(entry with { Mode = entry.IsFile ? "644" : "755" });
        var (files, folders) = draft.Split == Tasks.TaskSplit.Train ? ("640", "750") : ("600", "700");
        var after = tree.Copy();
        foreach (var entry in tree.Entries)
            after.Add(entry with { Mode = entry.IsFile ? files : folders });
        return draft.Change(
            "mode-below",
            tree.MakingScript(),
            $"find {tree.Root} -type f -exec chmod {files} {{}} + && find {tree.Root} -type d -exec chmod {folders} {{}} +",
            after,
            ("dir", tree.Root),
            ("mode", files),
            ("other", folders));
    }

    static GeneratedProblem? SetOwner(TaskDraft draft)
    {
        var tree = draft.Tree(draft.Count(4, 8), draft.Words("extension", 2), folders: 2);
        var (user, group) = (draft.Account(), draft.Account(isGroup: true));
        var hasGroup = draft.Random.Chance(0.5);
        var after = tree.Copy();
        foreach (var entry in tree.Entries)
            after.Add(entry with { Owner = user, Group = hasGroup ? group : "root" });
        return draft.Change(
            hasGroup ? "set-owner-group" : "set-owner",
            $"groupadd {group}\nuseradd {user}\n{tree.MakingScript()}",
            $"chown -R {user}{(hasGroup ? $":{group}" : "")} {tree.Root}",
            after,
            ("dir", tree.Root),
            ("user", user),
            ("group", group));
    }

    static GeneratedProblem? ShareFolder(TaskDraft draft)
    {
        var group = draft.Account(isGroup: true);
        var tree = draft.FlatTree(draft.Count(2, 4), draft.Words("extension", 2));
        var name = draft.FolderName();
        tree.Add(new TreeEntry { Path = name, Kind = TreeEntryKind.Folder, Mode = "755" });
        var after = tree.Copy();
        after.Add(tree[name] with { Mode = "2770", Group = group });
        return draft.Change(
            "share-folder",
            $"groupadd {group}\n{tree.MakingScript()}",
            $"chgrp {group} {tree.Root}/{name} && chmod 2770 {tree.Root}/{name}",
            after,
            ("dir", $"{tree.Root}/{name}"),
            ("group", group));
    }

    static GeneratedProblem? CountOwned(TaskDraft draft)
    {
        var (user, other) = (draft.Account(), draft.Account());
        var tree = draft.Tree(draft.Count(8, 15), draft.Words("extension", 3), folders: 2);
        foreach (var file in tree.Files.ToList())
            tree.Add(file with { Owner = draft.Random.Pick(user, user, other, "root") });
        return draft.Integer(
            "count-owned",
            $"useradd {user}\nuseradd {other}\n{tree.MakingScript()}",
            $"find {tree.Root} -type f -user {user} | wc -l",
            tree.Files.Count(file => file.Owner == user),
            ("dir", tree.Root),
            ("user", user));
    }

    static GeneratedProblem? OwnerOf(TaskDraft draft)
    {
        var users = new[] { draft.Account(), draft.Account() };
        var tree = draft.FlatTree(draft.Count(3, 6), draft.Words("extension", 2));
        foreach (var entry in tree.Files.ToList())
            tree.Add(entry with { Owner = draft.Random.Pick(users) });
        var file = draft.Random.Pick(tree.Files.ToList());
        return draft.Text(
            "owner-of", $"useradd {users[0]}\nuseradd {users[1]}\n{tree.MakingScript()}", $"stat -c %U {tree.PathOf(file)}", file.Owner, ("file", tree.PathOf(file)));
    }

    static string Mode(TaskDraft draft) => draft.Random.Pick(draft.Split == Tasks.TaskSplit.Train ? TrainModes : OtherModes);
}
