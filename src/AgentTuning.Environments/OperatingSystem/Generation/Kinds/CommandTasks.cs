namespace AgentTuning.Environments.OperatingSystem.Generation.Kinds;

/// <summary>Orders to write a command, which the check calls with several inputs that the agent does not see.</summary>
static class CommandTasks
{
    const int Calls = 4;

    /// <summary>The kinds.</summary>
    public static IReadOnlyList<TaskKind> Kinds { get; } =
    [
        new("command-count", "scripts", Count),
        new("command-sum", "scripts", Sum),
        new("command-largest", "scripts", Largest),
        new("command-upper", "scripts", Upper),
        new("command-lines", "scripts", Lines),
        new("command-multiply", "scripts", Multiply),
        new("command-extension", "scripts", Extension, IsHeldOut: true),
        new("command-even", "scripts", Even, IsHeldOut: true),
    ];

    static GeneratedProblem? Count(TaskDraft draft)
    {
        var (name, trees) = (draft.Invented(), Trees(draft, [draft.Word("extension")]));
        return Command(
            draft,
            "command-count",
            name,
            "find \"$1\" -type f | wc -l",
            [.. trees.Select(tree => ($"{tree.Files.Count()}", tree.Root))],
            string.Join('\n', trees.Select(tree => tree.MakingScript())));
    }

    static GeneratedProblem? Extension(TaskDraft draft)
    {
        var (extension, all) = draft.Extensions(1);
        var (name, trees) = (draft.Invented(), Trees(draft, all));
        return Command(
            draft,
            "command-extension",
            name,
            "find \"$1\" -type f -name \"*.$2\" | wc -l",
            [.. trees.Select(tree => ($"{tree.Files.Count(file => file.Extension == extension)}", $"{tree.Root} {extension}"))],
            string.Join('\n', trees.Select(tree => tree.MakingScript())));
    }

    static GeneratedProblem? Sum(TaskDraft draft) => Numbers(
        draft, "command-sum", "s=0; for n in \"$@\"; do s=$((s + n)); done; echo $s", numbers => numbers.Sum());

    static GeneratedProblem? Largest(TaskDraft draft) => Numbers(
        draft, "command-largest", "printf \"%s\\n\" \"$@\" | sort -n | tail -n 1", numbers => numbers.Max());

    static GeneratedProblem? Even(TaskDraft draft) => Numbers(
        draft, "command-even", "c=0; for n in \"$@\"; do [ $((n % 2)) -eq 0 ] && c=$((c + 1)); done; echo $c", numbers => numbers.Count(number => number % 2 == 0));

    static GeneratedProblem? Multiply(TaskDraft draft)
    {
        var factor = draft.Number(3, 99);
        var calls = Enumerable.Range(0, Calls).Select(_ => draft.Count(2, 500)).Select(number => ($"{number * factor}", $"{number}"));
        return Command(draft, "command-multiply", draft.Invented(), $"echo $(( $1 * {factor} ))", [.. calls], "", ("n", $"{factor}"));
    }

    static GeneratedProblem? Upper(TaskDraft draft)
    {
        var calls = Enumerable.Range(0, Calls).Select(_ => draft.Invented()).Select(word => (word.ToUpperInvariant(), word));
        return Command(draft, "command-upper", draft.Invented(), "echo \"$1\" | tr a-z A-Z", [.. calls], "");
    }

    static GeneratedProblem? Lines(TaskDraft draft)
    {
        var tree = new FileTree(draft.Folder());
        var extension = draft.Word("text");
        for (var i = 0; i < Calls; i++)
            tree.AddFile($"{draft.Stem()}.{extension}", draft.Lines(draft.Count(2 + (i * 3), 4 + (i * 3))));
        var calls = tree.Files.Select(file => ($"{file.Content.Count(letter => letter == '\n')}", tree.PathOf(file)));
        return Command(draft, "command-lines", draft.Invented(), "wc -l < \"$1\"", [.. calls], tree.MakingScript());
    }

    static GeneratedProblem? Numbers(TaskDraft draft, string section, string body, Func<IReadOnlyList<int>, int> answer)
    {
        var calls = Enumerable.Range(0, Calls)
            .Select(_ => Enumerable.Range(0, draft.Count(2, 6)).Select(_ => draft.Count(2, 400)).ToList())
            .Select(numbers => ($"{answer(numbers)}", string.Join(' ', numbers)));
        return Command(draft, section, draft.Invented(), body, [.. calls], "");
    }

    // The last call is the example in the order; the others are kept for the check.
    static GeneratedProblem? Command(
        TaskDraft draft,
        string section,
        string name,
        string body,
        IReadOnlyList<(string Answer, string Arguments)> calls,
        string init,
        params ReadOnlySpan<(string Name, string Text)> slots)
    {
        if (calls.Select(call => call.Answer).Distinct(StringComparer.Ordinal).Count() < 3)
            return null;
        var path = $"/usr/local/bin/{name}";
        var check = EmbeddedText.Read("OperatingSystem/Generation/CheckCommand.txt") + calls.Select(call => $"is '{call.Answer}' {name} {call.Arguments}").Joined();
        return draft.Order(
            section,
            init,
            $"printf '%s\\n' '#!/bin/bash' '{body}' > {path} && chmod +x {path}",
            [TaskScript.Bash(check)],
            [("name", name), ("example", $"{name} {calls[^1].Arguments}"), ("result", calls[^1].Answer), .. slots]);
    }

    static List<FileTree> Trees(TaskDraft draft, IReadOnlyList<string> extensions) =>
        [.. Enumerable.Range(0, Calls).Select(i => draft.Tree(draft.Count(3 + (i * 2), 5 + (i * 2)), extensions, folders: 2))];
}
