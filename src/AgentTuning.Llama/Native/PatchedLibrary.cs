using System.Security.Cryptography;

namespace AgentTuning.Llama.Native;

/// <summary>A private copy of a native library with one needed symbol version marked weak.</summary>
static class PatchedLibrary
{
    /// <summary>Writes the copy into the user's cache folder unless the same bytes are there already.</summary>
    /// <returns>The path of the copy; its folder is named for the bytes, so that versions live side by side.</returns>
    /// <exception cref="DllNotFoundException">The library cannot be patched, or no folder can be written.</exception>
    public static string Create(string original, string version)
    {
        var bytes = File.ReadAllBytes(original);
        if (ElfVersions.MarkWeak(bytes, version) == 0) return original;
        return Create(original, bytes, CacheFolders());
    }

    /// <summary>Writes bytes under the original's name into the first folder that can be written.</summary>
    internal static string Create(string original, byte[] bytes, IEnumerable<string> folders)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes))[..16];
        var problems = new List<string>();
        foreach (var folder in folders)
        {
            var path = Path.Combine(folder, hash, Path.GetFileName(original));
            try
            {
                if (!IsThere(path, bytes)) Write(path, bytes);
                return path;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                problems.Add(e.Message);
            }
        }
        throw new DllNotFoundException(
            $"libtorch needs a patched copy of {original} on this system, and no folder for it could be written. "
            + $"Set XDG_CACHE_HOME to a folder that can. {string.Join(' ', problems)}");
    }

    static IEnumerable<string> CacheFolders()
    {
        if (Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache && Path.IsPathRooted(cache))
            yield return Path.Combine(cache, "agenttuning", "native");
        if (Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) is { Length: > 0 } home)
            yield return Path.Combine(home, ".cache", "agenttuning", "native");
        yield return Path.Combine(Path.GetTempPath(), $"agenttuning-{Environment.UserName}", "native");
    }

    // The whole content is compared, not the name: a copy that someone else changed is written anew.
    static bool IsThere(string path, byte[] bytes) =>
        File.Exists(path) && new FileInfo(path).Length == bytes.Length && File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes);

    static void Write(string path, byte[] bytes)
    {
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        else Directory.CreateDirectory(Path.GetDirectoryName(path)!, owner);
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        using (var stream = File.Create(temporary))
        {
            stream.Write(bytes);
            stream.Flush(flushToDisk: true);
        }
        File.Move(temporary, path, overwrite: true);
    }
}
