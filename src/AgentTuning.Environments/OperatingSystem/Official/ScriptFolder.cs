using System.Text;

namespace AgentTuning.Environments.OperatingSystem.Official;

/// <summary>The folder that the scripts of problems are named from; nothing outside it is read.</summary>
sealed class ScriptFolder(string folder)
{
    const int MaxBytes = 1 << 20;

    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a script.</summary>
    /// <param name="name">Relative, such as <c>check/integer-match.py</c>.</param>
    /// <exception cref="InvalidDataException">The name leads out of the folder, or there is no such file, or it is not a text of at most 1 MiB.</exception>
    public string Read(string name)
    {
        var root = Path.GetFullPath(folder);
        if (name.Length == 0 || name.Contains('\0', StringComparison.Ordinal) || Path.IsPathRooted(name) || !IsInside(root, Path.GetFullPath(name, root)))
            throw new InvalidDataException($"'{name}', expected a file inside {folder}.");
        var path = Path.GetFullPath(name, root);
        if (!File.Exists(path))
            throw new InvalidDataException($"'{name}', and there is no such file in {folder}. Give the folder that scripts are named from with --scripts.");
        if (LinkOut(root, path) is { } link)
            throw new InvalidDataException($"'{name}', which {link} leads out of {folder}; expected a file inside it.");
        using var stream = File.OpenRead(path);
        if (stream.Length > MaxBytes)
            throw new InvalidDataException($"'{name}', which has {stream.Length} bytes, expected at most {MaxBytes}.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException exception)
        {
            throw new InvalidDataException($"'{name}', which is not UTF-8.", exception);
        }
    }

    static bool IsInside(string root, string path) => path.StartsWith(Path.TrimEndingDirectorySeparator(root) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    // The first link on the way whose target lies elsewhere.
    static string? LinkOut(string root, string path)
    {
        for (var at = path; IsInside(root, at); at = Path.GetDirectoryName(at)!)
        {
            FileSystemInfo entry = Directory.Exists(at) ? new DirectoryInfo(at) : new FileInfo(at);
            if (entry.LinkTarget is not null && entry.ResolveLinkTarget(returnFinalTarget: true) is var target && (target is null || !IsInside(root, target.FullName)))
                return Path.GetRelativePath(root, at);
        }

        return null;
    }
}
