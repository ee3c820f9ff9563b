namespace AgentTuning.Environments.KnowledgeGraph.Generation;

/// <summary>Reads the text files that lie beside the code of generation and text.</summary>
static class EmbeddedText
{
    /// <summary>The lines that are neither blank nor comments.</summary>
    public static IEnumerable<string> Lines(string file, string folder = "Generation")
    {
        var name = $"AgentTuning.Environments.KnowledgeGraph.{folder}.{file}";
        using var stream = typeof(EmbeddedText).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is not embedded; the project file must include it.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            if (line.Length > 0 && line[0] != '#')
                yield return line;
    }
}
