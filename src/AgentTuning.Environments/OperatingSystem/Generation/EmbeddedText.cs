namespace AgentTuning.Environments.OperatingSystem.Generation;

/// <summary>Reads the text files that lie beside this environment's code.</summary>
static class EmbeddedText
{
    /// <summary>The whole file, with <c>\n</c> line ends.</summary>
    /// <param name="file">The folder, a dot, and the file: <c>Generation.Wordings.txt</c>.</param>
    public static string Read(string file)
    {
        var name = $"AgentTuning.Environments.OperatingSystem.{file}";
        using var stream = typeof(EmbeddedText).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The file {name} is not embedded in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
