namespace AgentTuning.Environments.General;

/// <summary>Reads the text files that lie beside this environment's code.</summary>
static class EmbeddedText
{
    /// <summary>The whole file, with <c>\n</c> line ends.</summary>
    public static string Read(string file)
    {
        var name = $"AgentTuning.Environments.General.{file}";
        using var stream = typeof(EmbeddedText).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is not embedded; the project file must include **/*.md.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    /// <summary>The lines under each <c>## heading</c> of the file, blank lines left out.</summary>
    public static Dictionary<string, List<string>> ReadSections(string file)
    {
        var sections = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        List<string>? current = null;
        foreach (var line in Read(file).Split('\n'))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
                sections.Add(line[3..].Trim(), current = []);
            else if (current is not null && line.Length > 0)
                current.Add(line);
        }
        return sections;
    }
}
