namespace AgentTuning.Environments.KnowledgeGraph.Store.Building;

/// <summary>The temporary folder of one build, held by one process at a time.</summary>
sealed class BuildFolder : IDisposable
{
    const int UnixNoSpace = 28;
    const int UnixQuota = 122;
    const int WindowsDiskFull = 112;

    readonly FileStream _lock;

    BuildFolder(string path, FileStream @lock)
    {
        Path = path;
        _lock = @lock;
    }

    public string Path { get; }

    /// <summary>Opens the folder and clears what a killed build left in it.</summary>
    /// <exception cref="IOException">Another process builds the same file, or the folder cannot be written.</exception>
    public static BuildFolder Open(string parent, string output)
    {
        var path = System.IO.Path.Combine(parent, $".{output}.building");
        var lockPath = System.IO.Path.Combine(path, "lock");
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The folder '{path}' cannot be written: {exception.Message} Choose another one, or make room for it.", exception);
        }

        FileStream held;
        try
        {
            held = new FileStream(lockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            throw new IOException($"{output} is being built by another process, which holds '{lockPath}'. Wait for it, or stop it.", exception);
        }

        foreach (var left in Directory.EnumerateFiles(path).Where(file => file != lockPath))
            File.Delete(left);
        return new BuildFolder(path, held);
    }

    /// <summary>True where there was no room for what was written.</summary>
    public static bool IsFull(IOException exception) => (exception.HResult & 0xFFFF) is UnixNoSpace or UnixQuota or WindowsDiskFull;

    /// <summary>Removes the folder.</summary>
    public void Dispose()
    {
        _lock.Dispose();
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // Another process has begun to build here.
        }
    }
}
