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

    /// <summary>As <see cref="Find"/>, and where a folder holds none of the names itself, what the folders directly in it hold, by name: a run in several environments.</summary>
    /// <exception cref="UsageException">There is no such file or folder, or nothing in it has one of the names.</exception>
    public static IReadOnlyList<string> FindAll(string path, params string[] names)
    {
        if (!Directory.Exists(path) || names.Any(name => File.Exists(Path.Combine(path, name)))) return [Find(path, names)];
        var found = Directory.EnumerateDirectories(path).Order(StringComparer.Ordinal)
            .Select(folder => names.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists)).OfType<string>().ToList();
        return found.Count > 0 ? found : [Find(path, names)];
    }
}
