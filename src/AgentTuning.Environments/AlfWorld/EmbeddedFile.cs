namespace AgentTuning.Environments.AlfWorld;

/// <summary>Reads the text files that lie beside this environment's code.</summary>
static class EmbeddedFile
{
    /// <summary>The whole file with <c>\n</c> line ends; folders are joined by points.</summary>
    public static string Read(string file)
    {
        var name = $"AgentTuning.Environments.AlfWorld.{file}";
        using var stream = typeof(EmbeddedFile).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is not embedded; the project file must include it.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
