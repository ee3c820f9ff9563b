namespace AgentTuning.Cli;

/// <summary>Finds the file that a user means by a run folder.</summary>
static class RunFiles
{
    /// <summary>The path itself where it is a file; where it is a folder, the first of the names that it holds.</summary>
    /// <exception cref="UsageException">There is no such file or folder, or the folder holds none of the names.</exception>
    public static string Find(string path, params ReadOnlySpan<string> names)
    {
        if (File.Exists(path))
            return path;
        if (!Directory.Exists(path))
            throw new UsageException($"{path}: there is no such file or folder.");
        foreach (var name in names)
            if (File.Exists(Path.Combine(path, name)))
                return Path.Combine(path, name);
        throw new UsageException($"{path}: the folder holds no {string.Join(" or ", names.ToArray())}.");
    }
}
