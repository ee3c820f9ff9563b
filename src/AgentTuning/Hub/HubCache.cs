using AgentTuning.Files;

namespace AgentTuning.Hub;

/// <summary>The files of one model on the disk, laid out as huggingface_hub does, so that both use the same ones.</summary>
/// <remarks>Source: https://huggingface.co/docs/hub/local-cache</remarks>
/// <param name="cacheFolder">Where all models are kept.</param>
/// <param name="name">The model.</param>
sealed class HubCache(string cacheFolder, HubName name)
{
    const string CompleteMark = ".agenttuning-complete";

    readonly string _folder = Path.Combine(cacheFolder, "models--" + name.Repository.Replace("/", "--", StringComparison.Ordinal));

    /// <summary>Where a content lies, by its hash.</summary>
    public string Blob(string hash) => Path.Combine(_folder, "blobs", hash);

    /// <summary>Where a content lies while it comes.</summary>
    public string Incomplete(string hash) => Blob(hash) + ".incomplete";

    /// <summary>The folder of a commit.</summary>
    public string Snapshot(string commit) => Path.Combine(_folder, "snapshots", commit);

    /// <summary>The commit that a revision stood for when it was asked about last; null where it was not.</summary>
    public string? Commit(string revision)
    {
        if (HubPath.IsHash(revision) && Directory.Exists(Snapshot(revision))) return revision;
        var path = Path.Combine(_folder, "refs", revision);
        return File.Exists(path) && File.ReadAllText(path).Trim() is var commit && HubPath.IsHash(commit) && Directory.Exists(Snapshot(commit)) ? commit : null;
    }

    /// <summary>Keeps which commit a revision stands for.</summary>
    public Task KeepAsync(string revision, string commit, CancellationToken cancellationToken) => HubPath.IsHash(revision)
        ? Task.CompletedTask
        : AtomicFile.WriteAllBytesAsync(Path.Combine(_folder, "refs", revision), System.Text.Encoding.ASCII.GetBytes(commit), cancellationToken);

    /// <summary>True where a file of a commit is there.</summary>
    public bool Has(string commit, HubFile file) => File.Exists(Path.Combine(Snapshot(commit), file.Name));

    /// <summary>Gives a content its name in a commit: a link, or a copy where the system has none.</summary>
    public void Link(string commit, string file, string hash)
    {
        var path = Path.Combine(Snapshot(commit), file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (File.Exists(path)) return;
        File.Delete(path); // a link whose content is gone
        var up = string.Concat(Enumerable.Repeat("../", 2 + file.Count(letter => letter == '/')));
        try
        {
            File.CreateSymbolicLink(path, $"{up}blobs/{hash}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            File.Copy(Blob(hash), path);
        }
    }

    /// <summary>True where all that is needed of a commit came once.</summary>
    public bool IsComplete(string commit) => File.Exists(Path.Combine(_folder, CompleteMark, commit));

    /// <summary>Says that all that is needed of a commit is there.</summary>
    public Task MarkCompleteAsync(string commit, CancellationToken cancellationToken) =>
        AtomicFile.WriteAllBytesAsync(Path.Combine(_folder, CompleteMark, commit), ReadOnlyMemory<byte>.Empty, cancellationToken);
}
