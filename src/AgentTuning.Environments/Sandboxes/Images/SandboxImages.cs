using System.Text.Json;

namespace AgentTuning.Environments.Sandboxes.Images;

/// <summary>The images of this machine.</summary>
/// <param name="folder">Holds one folder for each image.</param>
public sealed class SandboxImages(string folder)
{
    /// <summary>The version of images that this tool makes and uses.</summary>
    internal const int Version = 2;

    /// <summary>The name of the manifest in an image's folder.</summary>
    internal const string ManifestName = "image.json";

    /// <summary>Holds one folder for each image.</summary>
    public string Folder { get; } = Path.GetFullPath(folder);

    /// <summary>Where a user without images of their own finds those that root made for all.</summary>
    internal const string MachineFolder = "/var/cache/agenttuning/images";

    /// <summary>Where images lie unless something else is said: <c>$XDG_CACHE_HOME/agenttuning/images</c>.</summary>
    public static string DefaultFolder =>
        Path.Combine(Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache ? cache : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"), "agenttuning", "images");

    /// <summary>The images that are there, by name.</summary>
    public IReadOnlyList<SandboxImage> List() => Directory.Exists(Folder)
        ? [.. Directory.EnumerateDirectories(Folder).Order(StringComparer.Ordinal).Select(path => Read(Path.GetFileName(path))).OfType<SandboxImage>()]
        : [];

    /// <summary>The image of a name.</summary>
    /// <exception cref="SandboxException">It is not there; the message says how to make it.</exception>
    public SandboxImage Find(string name) => Read(name)
        ?? throw new SandboxException($"There is no image '{name}' in {Folder}. Make it once: agenttuning images build {name}");

    /// <summary>Removes an image, or what is left of one that was not finished.</summary>
    /// <returns>False where there was none.</returns>
    /// <exception cref="SandboxException">Sandboxes stand on it.</exception>
    public bool Remove(string name)
    {
        SandboxImageRecipe.Require(name);
        var path = Path.Combine(Folder, name);
        if (!Directory.Exists(path)) return false;
        using var alone = ImageLock.TakeAlone(path);
        // First what makes it an image, so that one that is half removed is none.
        File.Delete(Path.Combine(path, ManifestName));
        Directory.Delete(path, recursive: true);
        return true;
    }

    /// <summary>Finds out whether an image may be replaced, before a new one is made.</summary>
    /// <exception cref="SandboxException">Sandboxes stand on it.</exception>
    internal void RequireUnused(string name)
    {
        if (Directory.Exists(Path.Combine(Folder, name))) ImageLock.TakeAlone(Path.Combine(Folder, name)).Dispose();
    }

    SandboxImage? Read(string name)
    {
        SandboxImageRecipe.Require(name);
        var path = Path.Combine(Folder, name, ManifestName);
        if (!File.Exists(path)) return null;
        try
        {
            var manifest = JsonSerializer.Deserialize(File.ReadAllBytes(path), SandboxImageJson.Readable.SandboxImageManifest);
            return manifest is { Version: Version } ? new(name, Path.Combine(Folder, name), manifest) : null;
        }
        catch (JsonException)
        {
            return null; // torn: made anew
        }
    }
}
