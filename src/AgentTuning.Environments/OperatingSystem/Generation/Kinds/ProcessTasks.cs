namespace AgentTuning.Environments.OperatingSystem.Generation.Kinds;

/// <summary>Questions and orders about running programs.</summary>
static class ProcessTasks
{
    /// <summary>The kinds.</summary>
    public static IReadOnlyList<TaskKind> Kinds { get; } =
    [
        new("count-processes", "processes", CountProcesses),
        new("stop-program", "processes", StopProgram),
        new("start-program", "processes", StartProgram),
        new("write-interval", "processes", WriteInterval),
        new("signal-word", "processes", SignalWord),
        new("service-answer", "network", ServiceAnswer),
        new("open-port", "network", OpenPort),
        new("program-output", "processes", ProgramOutput),
        new("process-variable", "processes", ProcessVariable, IsHeldOut: true),
    ];

    static GeneratedProblem? CountProcesses(TaskDraft draft)
    {
        var (name, other) = (ProgramName(draft), ProgramName(draft));
        var count = draft.Count(2, 6);
        return draft.Integer(
            "count-processes",
            $"{Running(name, count)}\n{Running(other, draft.Count(1, 3))}",
            $"ps -eo args | grep -c '^{name} '",
            count,
            ("name", name));
    }

    static GeneratedProblem? StopProgram(TaskDraft draft)
    {
        var (name, other) = (ProgramName(draft), ProgramName(draft));
        return draft.Order(
            "stop-program",
            $"{Running(name, draft.Count(1, 3))}\n{Running(other, 1)}",
            $"pkill -f '^{name} '",
            [TaskScript.Python(CheckRunning(name, 0, other, 1))],
            ("name", name),
            ("other", other));
    }

    static GeneratedProblem? StartProgram(TaskDraft draft)
    {
        var name = ProgramName(draft);
        var tree = new FileTree(draft.Folder());
        tree.Add(new TreeEntry { Path = $"{name}.sh", Content = $"#!/bin/bash\nexec -a {name} sleep 86400\n", Mode = "755" });
        return draft.Order(
            "start-program",
            tree.MakingScript(),
            ShellText.StartedProgram($"{tree.Root}/{name}.sh"),
            [TaskScript.Python(CheckRunning(name, 1, name, 1))],
            ("file", $"{tree.Root}/{name}.sh"),
            ("name", name));
    }

    static GeneratedProblem? WriteInterval(TaskDraft draft)
    {
        var name = ProgramName(draft);
        var seconds = draft.Count(2, 9);
        var tree = new FileTree(draft.Folder());
        var log = $"{tree.Root}/{draft.Stem()}.log";
        tree.Add(new TreeEntry { Path = $"{name}.sh", Content = $"#!/bin/bash\nwhile true; do\n  echo '{draft.Sentence(2)}' >> {log}\n  sleep {seconds}\ndone\n", Mode = "755" });
        return draft.Integer(
            "write-interval",
            $"{tree.MakingScript()}\n{ShellText.StartedProgram($"{tree.Root}/{name}.sh")}",
            $"grep -o 'sleep [0-9]*' {tree.Root}/{name}.sh | cut -d' ' -f2",
            seconds,
            ("file", $"{tree.Root}/{name}.sh"),
            ("log", log));
    }

    static GeneratedProblem? SignalWord(TaskDraft draft)
    {
        var (name, word, signal) = (ProgramName(draft), draft.Invented(), draft.Random.Pick("USR1", "USR2", "HUP"));
        var tree = new FileTree(draft.Folder());
        var answer = $"{tree.Root}/{draft.Stem()}.txt";
        var turned = new string([.. word.Select(letter => (char)('a' + ((letter - 'a' + 13) % 26)))]);
        tree.Add(new TreeEntry
        {
            Path = $"{name}.sh",
            Content = $"#!/bin/bash\ntrap 'echo {turned} | tr a-z n-za-m > {answer}' {signal}\ntouch {tree.Root}/ready\nwhile true; do sleep 0.1; done\n",
            Mode = "755",
        });
        return draft.Text(
            "signal-word",
            $"{tree.MakingScript()}\n{ShellText.StartedProgram($"{tree.Root}/{name}.sh")}\nuntil [ -e {tree.Root}/ready ]; do sleep 0.02; done",
            $"pkill -{signal} -f '{tree.Root}/{name}.sh$' ; sleep 0.5 ; cat {answer}",
            word,
            ("file", $"{tree.Root}/{name}.sh"),
            ("signal", signal),
            ("answer", answer));
    }

    static GeneratedProblem? ServiceAnswer(TaskDraft draft)
    {
        var (page, word, port) = (draft.Invented(), draft.Invented(), draft.Number(5000, 9000));
        var folder = draft.Folder();
        var init = $"mkdir -p {folder}\necho {word} > {folder}/{page}\n{ShellText.StartedProgram($"python3 -m http.server {port} --bind 127.0.0.1 --directory {folder}")}\n{Listening(port)}";
        return draft.Text("service-answer", init, $"curl -s http://127.0.0.1:{port}/{page}", word, ("url", $"http://127.0.0.1:{port}/{page}"));
    }

    static GeneratedProblem? OpenPort(TaskDraft draft)
    {
        var port = draft.Number(5000, 9000);
        var low = port - draft.Count(3, 20);
        var high = low + 24;
        var init = $"mkdir -p /var/empty\n{ShellText.StartedProgram($"python3 -m http.server {port} --bind 127.0.0.1 --directory /var/empty")}\n{Listening(port)}";
        return draft.Integer(
            "open-port",
            init,
            $"for p in $(seq {low} {high}); do if (exec 3<>/dev/tcp/127.0.0.1/$p) 2>/dev/null; then echo $p; fi; done",
            port,
            ("low", $"{low}"),
            ("high", $"{high}"));
    }

    static GeneratedProblem? ProgramOutput(TaskDraft draft)
    {
        var (factor, added, argument) = (draft.Count(3, 60), draft.Count(10, 900), draft.Number(20, 900));
        var tree = new FileTree(draft.Folder());
        var isExecutable = draft.Random.Chance(0.6);
        var file = tree.Add(new TreeEntry { Path = $"{draft.Stem()}.sh", Content = $"#!/bin/bash\necho $(( $1 * {factor} + {added} ))\n", Mode = isExecutable ? "755" : "644" });
        var path = tree.PathOf(file);
        return draft.Integer(
            isExecutable ? "program-output" : "script-output",
            tree.MakingScript(),
            $"{(isExecutable ? "" : "bash ")}{path} {argument}",
            (argument * factor) + added,
            ("file", path),
            ("n", $"{argument}"));
    }

    static GeneratedProblem? ProcessVariable(TaskDraft draft)
    {
        var (name, key, value) = (ProgramName(draft), draft.Word("key").ToUpperInvariant(), draft.Invented());
        return draft.Text(
            "process-variable",
            $"export {key}={value}\n{Running(name, 1)}",
            $"tr '\\0' '\\n' < /proc/$(pgrep -f '^{name} ')/environ | grep '^{key}=' | cut -d= -f2",
            value,
            ("name", name),
            ("key", key));
    }

    static string ProgramName(TaskDraft draft) => $"{draft.Invented()}-{draft.Word("service")}";

    static string Running(string name, int count) =>
        $"{ShellText.Started(name, count)}\nuntil [ \"$(ps -eo args | grep -c '^{name} ')\" = {count} ]; do sleep 0.02; done";

    static string Listening(int port) => $"until (exec 3<>/dev/tcp/127.0.0.1/{port}) 2>/dev/null; do sleep 0.02; done";

    static string CheckRunning(string name, int count, string other, int otherCount) =>
        EmbeddedText.Read("OperatingSystem/Generation/CheckRunning.txt")
            .Replace("{expected}", $"{{'{name}': {count}, '{other}': {otherCount}}}", StringComparison.Ordinal);
}
