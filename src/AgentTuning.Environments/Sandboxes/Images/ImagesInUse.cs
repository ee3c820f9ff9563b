using System.Collections.Concurrent;

namespace AgentTuning.Environments.Sandboxes.Images;

/// <summary>The images that sandboxes of this process stand on; nobody removes or replaces them meanwhile.</summary>
/// <param name="images">Where they lie.</param>
sealed class ImagesInUse(SandboxImages images) : IDisposable
{
    readonly ConcurrentDictionary<string, Lazy<FileStream>> _held = new(StringComparer.Ordinal);

    /// <summary>The image of a name, which is held from now on.</summary>
    /// <exception cref="SandboxException">It is not there, or is being removed.</exception>
    public SandboxImage Take(string name)
    {
        var image = images.Find(name);
        _ = _held.GetOrAdd(name, _ => new(() => ImageLock.Share(image))).Value;
        return image;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var held in _held.Values)
            if (held.IsValueCreated) held.Value.Dispose();
        _held.Clear();
    }
}
