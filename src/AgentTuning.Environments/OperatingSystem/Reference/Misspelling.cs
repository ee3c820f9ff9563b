
namespace AgentTuning.Environments.OperatingSystem.Reference;

/// <summary>Changes commands, paths and answers so that they fail or are wrong.</summary>
static class Misspelling
{
    // Words of the shell itself, which would leave the rest of the line behind.
    static readonly string[] ShellWords = ["for", "while", "export", "cd", "alias"];

    /// <summary>The command with its program misspelt so that there is no such program, and the misspelt name; null where the first word is no program's name.</summary>
    public static (string Code, string Wrong)? OfProgram(string code, Random random)
    {
        var program = CommandOutline.Read(code).Program;
        var isProgram = program.Length >= 3 && program.All(char.IsAsciiLetterLower) && !ShellWords.Contains(program);
        if (!isProgram || !code.StartsWith(program, StringComparison.Ordinal))
            return null;
        var at = random.Next(1, program.Length - 1);
        var wrong = random.Next(2) == 0
            ? $"{program[..at]}{program[at + 1]}{program[at]}{program[(at + 2)..]}"
            : $"{program[..at]}{program[at]}{program[at..]}";
        return wrong == program ? null : (wrong + code[program.Length..], wrong);
    }

    /// <summary>A path with one letter too many in its last part.</summary>
    public static string OfPath(string path, Random random)
    {
        var last = path.LastIndexOf('/') + 1;
        var at = last + random.Next(Math.Max(1, path.Length - last));
        return at < path.Length && char.IsAsciiLetterOrDigit(path[at]) ? $"{path[..at]}{path[at]}{path[at..]}" : path + "s";
    }

    /// <summary>The command with the last path, or else the last name in it, misspelt; null where it has neither.</summary>
    public static string? OfTarget(string code, Random random)
    {
        var outline = CommandOutline.Read(code);
        var target = outline.Paths is [.., var path] ? path : outline.Words.LastOrDefault(word => word.Length >= 4 && word.All(char.IsAsciiLetterLower) && word != outline.Program);
        if (target is null || target.StartsWith("/etc/", StringComparison.Ordinal))
            return null;
        var at = code.LastIndexOf(target, StringComparison.Ordinal);
        return at < 0 ? null : $"{code[..at]}{OfPath(target, random)}{code[(at + target.Length)..]}";
    }

    /// <summary>Another answer of the same form.</summary>
    public static string OfAnswer(string answer, Random random)
    {
        if (long.TryParse(answer, out var number))
            return $"{number + random.Pick(-2, -1, 1, 2, 3, 10)}";
        if (DateOnly.TryParseExact(answer, "yyyy-MM-dd", out var day))
            return Generation.TaskDraft.Iso(day.AddDays(random.Pick(-1, 1, 2)));
        if (Enum.TryParse<DayOfWeek>(answer, out var weekday))
            return $"{(DayOfWeek)(((int)weekday + random.Next(1, 7)) % 7)}";
        return answer.Length > 1 && answer[^1] == 'K' ? $"1{answer}" : OfPath(answer.Length == 0 ? "none" : answer, random);
    }
}
