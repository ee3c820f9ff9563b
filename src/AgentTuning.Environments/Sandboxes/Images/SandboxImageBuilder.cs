using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AgentTuning.Environments.Sandboxes.Namespaces;
using AgentTuning.Files;

namespace AgentTuning.Environments.Sandboxes.Images;

/// <summary>Makes images with mmdebstrap from this machine's own sources of packages. Needs root and, once, the network.</summary>
/// <param name="images">Where they go.</param>
public sealed class SandboxImageBuilder(SandboxImages images)
{
    const int KeptLines = 12;

    /// <summary>What is missing on this machine, and what to do; null where nothing is.</summary>
    public static string? Missing()
    {
        if (NamespaceRequirements.Missing() is { } missing) return missing;
        return NamespaceRequirements.Find("mmdebstrap") is null ? "Images are made with mmdebstrap, which is not installed (on Debian and Ubuntu: apt-get install mmdebstrap uidmap)." : null;
    }

    /// <summary>Makes an image. What is half made has another name, and is thrown away by the next one who makes it.</summary>
    /// <param name="recipe">What goes in.</param>
    /// <param name="sources">Which packages.</param>
    /// <param name="progress">Told each line that mmdebstrap prints.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="SandboxException">It cannot be made; the message ends with what mmdebstrap said.</exception>
    public async Task<SandboxImage> BuildAsync(SandboxImageRecipe recipe, PackageSources sources, IProgress<string>? progress = null, CancellationToken cancellationToken = default)
    {
        if (Missing() is { } missing) throw new SandboxException(missing);
        Directory.CreateDirectory(images.Folder);
        var half = Path.Combine(images.Folder, recipe.Name + ".building");
        // Its owner holds the lock as long as it lives.
        await using var held = Lock(half + ".lock", recipe.Name);
        if (Directory.Exists(half)) Directory.Delete(half, recursive: true);
        images.RequireUnused(recipe.Name);
        try
        {
            await RunAsync(recipe, sources, half, progress, cancellationToken);
            await WriteManifestAsync(recipe, sources, half, cancellationToken);
            images.Remove(recipe.Name);
            Directory.Move(half, Path.Combine(images.Folder, recipe.Name));
        }
        finally
        {
            if (Directory.Exists(half)) Directory.Delete(half, recursive: true);
        }
        return images.Find(recipe.Name);
    }

    static FileStream Lock(string path, string name)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (IOException exception)
        {
            throw new SandboxException($"The image '{name}' is being made by another process ({path} is locked). Wait for it.", exception);
        }
    }

    static async Task RunAsync(SandboxImageRecipe recipe, PackageSources sources, string folder, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        // mmdebstrap kills its whole group when it fails, which must not be the tool's.
        var start = NamespaceSandbox.Host(
            ["setsid", "--wait", "unshare", "-m", "/bin/bash", "-c", EmbeddedText.Read("Sandboxes/Images/build.sh"), "bash", folder, sources.Suite, string.Join(',', recipe.Packages), recipe.Name, .. sources.Sources]);
        foreach (var variable in (string[])["http_proxy", "https_proxy", "no_proxy"])
            if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value) start.Environment[variable] = value;
        using var process = BoundedProcess.Start(start);
        var last = new Queue<string>();
        try
        {
            var output = DrainAsync(process.StandardOutput, cancellationToken);
            while (await process.StandardError.ReadLineAsync(cancellationToken) is { } line)
            {
                progress?.Report(line);
                last.Enqueue(line);
                if (last.Count > KeptLines) last.Dequeue();
            }
            await output;
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.StandardInput.Close(); // the script ends its whole group
            await process.WaitForExitAsync(CancellationToken.None);
            throw;
        }
        finally
        {
            process.StandardInput.Close();
        }
        if (process.ExitCode != 0)
            throw new SandboxException($"The image '{recipe.Name}' could not be made from {sources}. {Cause(last)} The end of what was said:\n{string.Join('\n', last)}");
    }

    static string Cause(IEnumerable<string> lines) => lines.Any(line => line.Contains("No space left on device", StringComparison.Ordinal))
        ? "The disk is full: an image takes up to 1 GB, and as much again in the folder of temporary files while it is made."
        : "Is the network there, and does the mirror have this release?";

    static async Task DrainAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        while (await reader.ReadLineAsync(cancellationToken) is not null)
        {
        }
    }

    static async Task WriteManifestAsync(SandboxImageRecipe recipe, PackageSources sources, string folder, CancellationToken cancellationToken)
    {
        ImmutableArray<string> packages = [.. (await File.ReadAllLinesAsync(Path.Combine(folder, "packages"), cancellationToken)).Order(StringComparer.Ordinal)];
        var manifest = new SandboxImageManifest
        {
            Name = recipe.Name,
            Version = SandboxImages.Version,
            Suite = sources.Suite,
            Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', packages.Prepend(FormattableString.Invariant($"version={SandboxImages.Version}")))))),
            Bytes = long.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "bytes"), cancellationToken), CultureInfo.InvariantCulture),
            Packages = packages,
        };
        var json = JsonSerializer.SerializeToUtf8Bytes(manifest, SandboxImageJson.Readable.SandboxImageManifest);
        await AtomicFile.WriteAllBytesAsync(Path.Combine(folder, SandboxImages.ManifestName), json, cancellationToken);
    }
}
