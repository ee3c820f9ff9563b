namespace AgentTuning.Trajectories;

/// <summary>Keeps a file to one writing process: a neighbour that is held open, and that the system releases when the process dies.</summary>
sealed class FileLock : IDisposable
{
    readonly FileStream _stream;

    FileLock(FileStream stream) => _stream = stream;

    /// <summary>Takes the lock, or says who is in the way.</summary>
    /// <exception cref="IOException">Another process holds it.</exception>
    public static FileLock Take(string path)
    {
        var lockPath = $"{path}.lock";
        try
        {
            return new FileLock(new FileStream(
                lockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose));
        }
        catch (IOException exception) when (exception.GetType() == typeof(IOException) && File.Exists(lockPath))
        {
            throw new IOException(
                $"{path} is being written by another process (it holds {Path.GetFileName(lockPath)}). Wait until that has ended, or choose another folder.",
                exception);
        }
    }

    public void Dispose() => _stream.Dispose();
}
