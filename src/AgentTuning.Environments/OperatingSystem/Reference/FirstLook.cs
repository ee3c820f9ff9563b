using System.Text.RegularExpressions;

namespace AgentTuning.Environments.OperatingSystem.Reference;

/// <summary>What a person looks at before the solution. Its output is the same in every sandbox: names in their order, first lines, never times or process ids.</summary>
static partial class FirstLook
{
    static readonly string[] Readers = ["grep", "awk", "cut", "sort", "sed", "tail", "head", "cat"];

    // Folders that are the machine's own.
    static readonly string[] Elsewhere = ["/tmp", "/proc", "/dev", "/etc", "/usr/local/bin", "/bin"];

    /// <summary>A thought and a command, or null where there is nothing to look at.</summary>
    public static (string Thought, string Command)? Find(ReferenceSolution solution, ReferenceThoughts thoughts, Random random)
    {
        var outline = CommandOutline.Read(solution.Code);
        if (solution.IsOneLine && outline.Parts.Length == 1 && outline.Stages.Length > 1 && random.Chance(0.4) && StageOf(outline) is { } stage)
            return (thoughts.Write("look-stage"), stage);
        if (solution.IsOneLine && Readers.Contains(outline.Program) && outline.Paths is [var file, ..] && IsFile(file) && random.Chance(0.6))
            return (thoughts.Write("look-file", ("path", file)), $"head -n {random.Next(2, 5)} {file}");
        return FolderOf(solution) is { } folder ? (thoughts.Write("look-folder", ("path", folder)), $"ls {folder}") : null;
    }

    /// <summary>A folder that the solution or the description names, or null.</summary>
    public static string? FolderOf(ReferenceSolution solution)
    {
        var outline = CommandOutline.Read(solution.Code);
        if (outline.Program is "mkdir" or "useradd" or "printf")
            return null; // names what is not there yet
        foreach (var path in outline.Paths.Concat(DescribedPath().Matches(solution.Description).Select(match => match.Value.TrimEnd('.', '/'))))
        {
            if (Array.Exists(Elsewhere, prefix => path.StartsWith(prefix, StringComparison.Ordinal)))
                continue;
            var folder = path.Contains('*', StringComparison.Ordinal) || IsFile(path) ? path[..path.LastIndexOf('/')] : path;
            if (folder.Length > 2 && SafePath().IsMatch(folder))
                return folder;
        }

        return null;
    }

    // The order in which find comes upon things differs between machines.
    static string? StageOf(CommandOutline outline) => outline.Program switch
    {
        "find" when !outline.Words.Contains("-delete") && !outline.Words.Contains("-exec") => $"{outline.Stages[0]} | sort | head -n 5",
        "cut" or "awk" or "cat" or "zcat" => $"{outline.Stages[0]} | head -n 5",
        _ => null,
    };

    static bool IsFile(string path) => path.LastIndexOf('.') > path.LastIndexOf('/') + 1;

    [GeneratedRegex(@"(?<![\w.:/])[~]?/[A-Za-z0-9_][\w./-]*[\w/]")]
    private static partial Regex DescribedPath();

    [GeneratedRegex(@"^[\w./~-]+$")]
    private static partial Regex SafePath();
}
