namespace AgentTuning.Environments.OperatingSystem.Generation.Kinds;

/// <summary>Questions and orders about the environment of a shell and its configuration.</summary>
static class ShellTasks
{
    /// <summary>The kinds.</summary>
    public static IReadOnlyList<TaskKind> Kinds { get; } =
    [
        new("variable-value", "shell", VariableValue),
        new("current-folder", "shell", CurrentFolder),
        new("set-variable", "shell", SetVariable),
        new("add-to-path", "shell", AddToPath),
        new("alias-target", "shell", AliasTarget, IsHeldOut: true),
    ];

    static GeneratedProblem? VariableValue(TaskDraft draft)
    {
        var (name, value) = (Variable(draft), draft.Invented());
        return draft.AboutShell("variable-value", ("", $"export {name}={value}", $"echo ${name}", value), AnswerMatching.Text, ("name", name));
    }

    static GeneratedProblem? CurrentFolder(TaskDraft draft)
    {
        var (extension, all) = draft.Extensions();
        var tree = draft.FlatTree(draft.Count(6, 14), all);
        var count = tree.Files.Count(file => file.Extension == extension);
        if (draft.Random.Chance(0.4))
            return draft.AboutShell("current-path", (tree.MakingScript(), $"cd {tree.Root}", "pwd", tree.Root), AnswerMatching.Text);
        return count < 2 ? null : draft.AboutShell(
            "current-count", (tree.MakingScript(), $"cd {tree.Root}", $"ls *.{extension} | wc -l", $"{count}"), AnswerMatching.Integer, ("ext", extension));
    }

    static GeneratedProblem? SetVariable(TaskDraft draft)
    {
        var (name, value) = (Variable(draft), draft.Random.Chance(0.5) ? draft.Invented() : $"{draft.Number(20, 9000)}");
        return draft.Order(
            "set-variable",
            "",
            $"echo 'export {name}={value}' > /etc/profile.d/{name.ToLowerInvariant()}.sh",
            [TaskScript.Bash($"[ \"$(env -i HOME=/root PATH=/usr/bin:/bin bash --login -c 'printenv {name}' 2> /dev/null | tail -n 1)\" = {value} ]")],
            ("name", name),
            ("value", value));
    }

    static GeneratedProblem? AddToPath(TaskDraft draft)
    {
        var (name, word) = (draft.Invented(), draft.Invented());
        var tree = new FileTree($"{draft.Folder()}/bin");
        tree.Add(new TreeEntry { Path = name, Content = $"#!/bin/bash\necho {word}\n", Mode = "755" });
        return draft.Order(
            "add-to-path",
            tree.MakingScript(),
            $"ln -s {tree.Root}/{name} /usr/local/bin/{name}",
            [
                TaskScript.Bash($"[ \"$(env -i HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin bash --login -c {name} 2> /dev/null | tail -n 1)\" = {word} ]"),
                TaskScript.Python(tree.CheckingProgram()),
            ],
            ("file", $"{tree.Root}/{name}"),
            ("name", name));
    }

    static GeneratedProblem? AliasTarget(TaskDraft draft)
    {
        var (name, program) = (draft.Invented(), $"/usr/local/bin/{draft.Stem()}");
        return draft.AboutShell(
            "alias-target", ("", $"alias {name}={program}", $"alias {name} | cut -d\"'\" -f2", program), AnswerMatching.Text, ("name", name));
    }

    static string Variable(TaskDraft draft) => $"{draft.Invented()}_{draft.Word("key")}".ToUpperInvariant();
}
