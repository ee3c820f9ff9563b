using System.Text;
using System.Text.RegularExpressions;
using AgentTuning.Environments.Sandboxes.Images;
using AgentTuning.Environments.Sandboxes.Namespaces;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace AgentTuning.Environments.Sandboxes.Docker;

/// <summary>The images that containers are made of: the engine's own by their names, and the tool's, which the engine is given once.</summary>
/// <param name="client">The engine.</param>
/// <param name="images">The tool's.</param>
sealed partial class DockerImages(DockerClient client, SandboxImages images) : IDisposable
{
    const int HashLetters = 12;

    readonly Dictionary<string, string> _found = new(StringComparer.Ordinal);
    readonly SemaphoreSlim _one = new(1);

    /// <summary>The engine's name of an image: the tool's image of that name where there is one, else the engine's.</summary>
    /// <exception cref="SandboxException">There is none.</exception>
    public async Task<string> FindAsync(string name, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_found.TryGetValue(name, out var known)) return known;
            return _found[name] = Own(name) is { } image ? await ImportAsync(image, cancellationToken) : await RequireAsync(name, cancellationToken);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Why an image cannot be had, found without giving it to the engine; null where it can.</summary>
    public async Task<string?> FindFaultAsync(string name, CancellationToken cancellationToken)
    {
        if (Own(name) is { } image) return await HasAsync(Tag(image), cancellationToken) || NamespaceRequirements.Missing() is null ? null : NeedsRoot(image);
        return await HasAsync(name, cancellationToken) ? null : Absent(name);
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    SandboxImage? Own(string name) => PlainName().IsMatch(name) ? images.List().FirstOrDefault(image => image.Name == name) : null;

    async Task<string> RequireAsync(string name, CancellationToken cancellationToken) => await HasAsync(name, cancellationToken)
        ? name
        : throw new SandboxException(Absent(name));

    string Absent(string name) =>
        $"There is no image '{name}': neither does the container engine have it (docker pull {name}), nor is it in {images.Folder} (agenttuning images build {name}).";

    static string NeedsRoot(SandboxImage image) =>
        $"The container engine does not have the image '{image.Name}' yet, and giving it {image.Folder} needs root. {NamespaceRequirements.Missing()} Or name an image that the engine has: image=debian:12";

    // The hash is of its packages, so another image of the same name has another tag.
    static string Tag(SandboxImage image) => $"localhost/agenttuning-{image.Name}:{image.Manifest.Hash[..HashLetters]}";

    async Task<string> ImportAsync(SandboxImage image, CancellationToken cancellationToken)
    {
        var tag = Tag(image);
        if (await HasAsync(tag, cancellationToken)) return tag;
        if (NamespaceRequirements.Missing() is not null) throw new SandboxException(NeedsRoot(image));
        // Nobody may remove it meanwhile.
        await using var held = ImageLock.Share(image);
        using var process = BoundedProcess.Start(NamespaceSandbox.Host("unshare", "-m", "/bin/sh", "-c", EmbeddedText.Read("Sandboxes/Docker/export.sh"), "sh", image.Folder));
        using var error = new MemoryStream();
        var saying = process.StandardError.BaseStream.CopyToAsync(error, cancellationToken);
        try
        {
            // Podman takes the tag from the repository's name only, and Docker does so too.
            await client.Images.CreateImageAsync(
                new ImagesCreateParameters { FromSrc = "-", Repo = tag, Message = $"agenttuning image {image.Name}" },
                process.StandardOutput.BaseStream, authConfig: null, new Progress<JSONMessage>(), cancellationToken);
            await Task.WhenAll(saying, process.WaitForExitAsync(cancellationToken));
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
        var isThere = await HasAsync(tag, cancellationToken);
        if (isThere && process.ExitCode == 0) return tag;
        if (isThere) await client.Images.DeleteImageAsync(tag, new() { Force = true }, cancellationToken); // a part of it
        throw new SandboxException($"The image '{image.Name}' could not be given to the container engine: {Encoding.UTF8.GetString(error.ToArray()).Trim()}");
    }

    async Task<bool> HasAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            await client.Images.InspectImageAsync(name, cancellationToken);
            return true;
        }
        catch (DockerApiException exception) when (DockerFault.IsGone(exception))
        {
            return false;
        }
    }

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9.-]{0,63}\z")]
    private static partial Regex PlainName();
}
