namespace AgentTuning.Environments.Sandboxes;

/// <summary>Reads the scripts that lie beside this folder's code.</summary>
static class SandboxScript
{
    /// <summary>The whole script; folders are joined by points.</summary>
    public static string Read(string file)
    {
        var name = $"AgentTuning.Environments.Sandboxes.{file}";
        using var stream = typeof(SandboxScript).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource {name} is not embedded; the project file must include it.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
