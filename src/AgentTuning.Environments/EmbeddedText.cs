namespace AgentTuning.Environments;

/// <summary>Reads the text files that lie beside the environments' code.</summary>
static class EmbeddedText
{
    /// <summary>The whole file with <c>\n</c> line ends.</summary>
    /// <param name="path">From the project's folder: <c>Database/Prompt.md</c>.</param>
    public static string Read(string path)
    {
        var name = $"AgentTuning.Environments.{path.Replace('/', '.')}";
        using var stream = typeof(EmbeddedText).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is not embedded; the project file must include it.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    /// <summary>The lines that are neither blank nor comments.</summary>
    public static IEnumerable<string> Lines(string path) => Read(path).Split('\n').Where(line => line.Length > 0 && line[0] != '#');

    /// <summary>The lines under each <c>## heading</c> of the file, blank lines left out.</summary>
    public static Dictionary<string, List<string>> Sections(string path)
    {
        var sections = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        List<string>? current = null;
        foreach (var line in Read(path).Split('\n'))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
                sections.Add(line[3..].Trim(), current = []);
            else if (current is not null && line.Length > 0)
                current.Add(line);
        }

        return sections;
    }
}
