using System.Collections.Immutable;
using System.Text;
using AgentTuning.Environments.Sandboxes.Images;
using AgentTuning.Environments.Sandboxes.Namespaces;

namespace AgentTuning.Environments.Sandboxes.Unprivileged;

/// <summary>Copies of images that belong to the user: in a user namespace with one id, files of others cannot be changed.</summary>
/// <param name="images">Those that root has made, where the user may read them.</param>
/// <param name="folder">Where copies go.</param>
/// <param name="runner">The command that makes a program the user's, or nothing.</param>
sealed class UnprivilegedImages(SandboxImages images, string folder, ImmutableArray<string> runner) : IDisposable
{
    const int HashLetters = 12;

    readonly SemaphoreSlim _one = new(1);

    /// <summary>Where copies lie unless something else is said.</summary>
    public static string DefaultFolder => Path.Combine(Path.GetDirectoryName(SandboxImages.DefaultFolder)!, "unprivileged");

    /// <summary>The user's copy of an image; made the first time, which takes half a minute.</summary>
    /// <exception cref="SandboxException">There is no such image, or it cannot be copied.</exception>
    public async Task<SandboxImage> FindAsync(string name, CancellationToken cancellationToken)
    {
        var image = Require(name);
        var copy = Path.Combine(folder, $"{name}-{image.Manifest.Hash[..HashLetters]}");
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (!Directory.Exists(copy)) await CopyAsync(image, copy, cancellationToken);
            return image with { Folder = copy };
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>The image that root has made.</summary>
    /// <exception cref="SandboxException">There is none that this user may read.</exception>
    public SandboxImage Require(string name)
    {
        try
        {
            return images.Find(name);
        }
        catch (SandboxException exception)
        {
            throw new SandboxException($"There is no image '{name}' in {images.Folder} that this user may read. Have root make it for all: XDG_CACHE_HOME=/var/cache agenttuning images build {name}", exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    // What is half copied has another name; a second process that copies the same has yet another.
    async Task CopyAsync(SandboxImage image, string copy, CancellationToken cancellationToken)
    {
        var half = FormattableString.Invariant($"{copy}.{Environment.ProcessId}");
        Directory.CreateDirectory(folder);
        try
        {
            var script = EmbeddedText.Read("Sandboxes/Unprivileged/copy.sh");
            var result = await BoundedProcess.RunAsync(
                NamespaceSandbox.Host([.. runner, "/bin/sh", "-c", script, "sh", image.Folder, half]), new() { Arguments = [], TimeLimit = TimeSpan.FromMinutes(10) }, TimeProvider.System, cancellationToken);
            if (result.ExitCode != 0) throw new SandboxException($"The image '{image.Name}' could not be copied from {image.Folder} to {copy}: {Encoding.UTF8.GetString(result.Error).Trim()}");
            if (!Directory.Exists(copy)) Directory.Move(half, copy);
        }
        finally
        {
            if (Directory.Exists(half)) Directory.Delete(half, recursive: true);
        }
    }
}
