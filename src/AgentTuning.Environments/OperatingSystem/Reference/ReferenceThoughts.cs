using System.Text;

namespace AgentTuning.Environments.OperatingSystem.Reference;

/// <summary>Words the thoughts of the reference agent: which program it will use on what, then what came of it.</summary>
/// <param name="random">The source of chance.</param>
sealed class ReferenceThoughts(Random random)
{
    /// <summary>The thought before a command.</summary>
    public string Before(string code)
    {
        if (code.Contains("<<", StringComparison.Ordinal))
            return Write("script") + ".";
        var outline = CommandOutline.Read(code);
        var (section, slots) = Main(code, outline);
        return $"{Write(section, slots)}{Then(outline)}.";
    }

    /// <summary>A thought of a section of <c>Thoughts.txt</c>.</summary>
    public string Write(string section, params ReadOnlySpan<(string Name, string Text)> slots) => OperatingSystemPhrases.Thoughts.Write(random, section, slots);

    static (string Section, (string Name, string Text)[] Slots) Main(string code, CommandOutline outline)
    {
        (string Name, string Text)[] slots =
        [
            ("path", outline.Paths.FirstOrDefault("")), ("last", outline.Paths.LastOrDefault("")), ("clauses", Clauses(outline)), ("pattern", Pattern(outline)),
        ];
        var program = outline.Program;
        var isCount = program == "grep" && outline.Words.Any(word => word is "-c" or "-ci" or "-vc");
        var section = program switch
        {
            "grep" when isCount => "grep-count",
            "echo" when outline.Stages[0].Contains('>', StringComparison.Ordinal) => "echo-into",
            _ when program.Length > 0 && program[0] == '/' => "run",
            _ when code.StartsWith("cd ", StringComparison.Ordinal) && !code.Contains("&&", StringComparison.Ordinal) => "cd",
            _ => OperatingSystemPhrases.Thoughts.Has(program) ? program : "plain",
        };
        return (outline.Paths.Length > 0 || !NamesPath(section) ? section : "plain", slots);
    }

    // A thought that names a path needs one.
    static bool NamesPath(string section) => OperatingSystemPhrases.Thoughts.Of(section, Tasks.TaskSplit.Train)
        .Any(text => text.Contains("{path}", StringComparison.Ordinal) || text.Contains("{last}", StringComparison.Ordinal));

    string Then(CommandOutline outline)
    {
        if (outline.Stages.Length < 2)
            return "";
        var stage = outline.Stages[^1];
        var program = stage.Split(' ')[0];
        var section = program == "grep" && stage.Contains("-c", StringComparison.Ordinal) ? "then-grep-count" : $"then-{program}";
        return OperatingSystemPhrases.Thoughts.Has(section) && program is not "awk" ? Write(section) : program == "awk" && stage.Contains("+=", StringComparison.Ordinal) ? Write("then-awk") : "";
    }

    // What find looks for, as a person says it.
    static string Clauses(CommandOutline outline)
    {
        var text = new StringBuilder();
        if (outline.After("-name") is { } name)
            text.Append($" for names like {name}");
        if (outline.After("-type") is "d" or "l")
            text.Append(outline.After("-type") == "d" ? " for folders" : " for links");
        if (outline.Words.Contains("-empty"))
            text.Append(" for empty files");
        Add(text, outline, "-size", " for files of size {0}");
        Add(text, outline, "-perm", " for the mode {0}");
        Add(text, outline, "-user", " for the owner {0}");
        Add(text, outline, "-newermt", outline.Words.Contains("!") ? " for files older than {0}" : " for files newer than {0}");
        if (outline.Words.Contains("-delete"))
            text.Append(" and delete them");
        if (outline.After("-exec") is { } program)
            text.Append($" and run {program} on them");
        return text.ToString();
    }

    static void Add(StringBuilder text, CommandOutline outline, string option, string form)
    {
        if (outline.After(option) is { } value)
            text.Append(form.Replace("{0}", value, StringComparison.Ordinal));
    }

    // The first word after grep that is no option.
    static string Pattern(CommandOutline outline)
    {
        var at = outline.Words.IndexOf("grep");
        return outline.Words.Skip(at + 1).FirstOrDefault(word => word[0] != '-') ?? "a pattern";
    }
}
