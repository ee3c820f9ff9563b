namespace AgentTuning.Environments.Tests.OperatingSystem.Official;

/// <summary>A folder for a test, in which it writes problems and scripts.</summary>
sealed class FolderOfProblems : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("os-problems-").FullName;

    public string Write(string path, string content)
    {
        var full = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, content);
        return full;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
