using System.Text;

namespace AgentTuning.Environments.OperatingSystem.Generation;

/// <summary>Writes pieces of shell scripts.</summary>
static class ShellText
{
    // A file of one repeated letter is written by its length, so that large files do not make large tasks.
    const int ShortestFiller = 100;

    /// <summary>A command that writes a file without a process of its own.</summary>
    /// <param name="path">Relative or absolute, of safe characters.</param>
    /// <param name="content">Printable text and line ends.</param>
    public static string WriteFile(string path, string content)
    {
        if (content.Length == 0)
            return $": > {path}";
        if (content.Length >= ShortestFiller && !content.AsSpan().ContainsAnyExcept(content[0]))
            return $"printf '%{content.Length}s' '' | tr ' ' '{content[0]}' > {path}";
        var lines = content.EndsWith('\n') ? content[..^1].Split('\n') : null;
        return lines is null
            ? $"printf '%s' {Quoted(content)} > {path}"
            : $"printf '%s\\n' {string.Join(' ', lines.Select(Quoted))} > {path}";
    }

    /// <summary>A word in single quotes.</summary>
    public static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>Commands that start programs apart from the shell, each under a name of its own that <c>ps</c> shows.</summary>
    public static string Started(string name, int count)
    {
        var script = new StringBuilder();
        for (var i = 0; i < count; i++)
            script.Append(i == 0 ? "" : "\n").Append(StartedProgram($"bash -c 'exec -a {name} sleep 86400'"));
        return script.ToString();
    }

    /// <summary>A command that starts a program apart from the shell.</summary>
    public static string StartedProgram(string command) => $"setsid -f {command} < /dev/null > /dev/null 2>&1";
}
