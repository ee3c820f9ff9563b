using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace AgentTuning.Environments.OperatingSystem.Reference;

/// <summary>Turns a script into what a person types into an interactive shell for it.</summary>
static partial class TypedScript
{
    const int MostTypedLines = 5;

    /// <summary>The script in rounds: simple lines are typed as they are, anything else goes into a file that is then run.</summary>
    public static ImmutableArray<string> Rounds(TaskScript script)
    {
        var code = script.Code.ReplaceLineEndings("\n").Trim('\n', ' ');
        return script.Language switch
        {
            _ when code.Length == 0 => [],
            ScriptLanguage.Bash => Bash(code),
            ScriptLanguage.Python => [InFile(code, "/tmp/solution.py", "python3 /tmp/solution.py")],
            ScriptLanguage.C => [InFile(code, "/tmp/solution.c", "gcc -o /tmp/solution /tmp/solution.c && /tmp/solution")],
            _ => [InFile(code, "/tmp/solution.cpp", "g++ -o /tmp/solution /tmp/solution.cpp && /tmp/solution")],
        };
    }

    static ImmutableArray<string> Bash(string code)
    {
        if (code.Contains("<<", StringComparison.Ordinal))
            return [InFile(code, "/tmp/solution.sh", "bash /tmp/solution.sh")];
        var lines = code.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0 && line.TrimStart()[0] != '#').ToList();
        if (lines.Count is > 0 and <= MostTypedLines && !lines.Exists(line => NotTyped().IsMatch(line)) && (lines.Count == 1 || !lines.Exists(line => Block().IsMatch(line))))
            return [.. lines];
        return [InFile(code, "/tmp/solution.sh", "bash /tmp/solution.sh")];
    }

    static string InFile(string code, string file, string run)
    {
        var end = "EOF";
        while (code.Split('\n').Contains(end, StringComparer.Ordinal))
            end += "F";
        var prefix = code.Contains('!', StringComparison.Ordinal) ? "set +H\n" : ""; // a shell with a history looks up !word in it
        return $"{prefix}cat > {file} <<'{end}'\n{code}\n{end}\n{run}";
    }

    // What would end or disturb the agent's own shell: exit, options, input, events of the history, unended lines.
    [GeneratedRegex(@"\bexit\b|\bset\s+-|(?<!-)\bexec\s+[a-z/]|\bread\b|![A-Za-z0-9_-]|\\$|\t|(\||&&|\|\|)$")]
    private static partial Regex NotTyped();

    // Several lines that belong together.
    [GeneratedRegex(@"(^|[;\s])(for|while|until|if|case|function|do|done|then|else|fi|esac)([;\s]|$)|[({]\s*$|^\s*[)}]|\(\)\s*\{|^[^']*('[^']*'[^']*)*'[^']*$")]
    private static partial Regex Block();
}
