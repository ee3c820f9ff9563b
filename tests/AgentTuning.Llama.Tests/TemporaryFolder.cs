namespace AgentTuning.Llama.Tests;

/// <summary>An empty folder that goes away with the test.</summary>
sealed class TemporaryFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("agenttuning-llama-").FullName;

    public string At(params string[] names) => Path.Combine([Root, .. names]);

    public byte[] Read(params string[] names) => File.ReadAllBytes(At(names));

    public void Write(string name, string text) => File.WriteAllText(At(name), text);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
