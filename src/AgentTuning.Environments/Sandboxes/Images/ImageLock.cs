namespace AgentTuning.Environments.Sandboxes.Images;

/// <summary>Says of an image that it is used, by the lock of a file in it: many may use it, and one who removes it is alone. Locks end with their processes.</summary>
static class ImageLock
{
    const string Name = "in-use";

    /// <summary>Uses an image until the answer is closed.</summary>
    /// <exception cref="SandboxException">It is being removed.</exception>
    public static FileStream Share(SandboxImage image)
    {
        var path = Path.Combine(image.Folder, Name);
        try
        {
            if (!File.Exists(path)) using (new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite)) { }
            return new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (IOException exception)
        {
            throw new SandboxException($"The image '{image.Name}' is being removed or replaced by another process. Try again.", exception);
        }
    }

    /// <summary>Keeps others from using an image's folder until the answer is closed.</summary>
    /// <exception cref="SandboxException">Sandboxes stand on it.</exception>
    public static FileStream TakeAlone(string folder)
    {
        var path = Path.Combine(folder, Name);
        try
        {
            return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            throw new SandboxException($"Sandboxes are running on the image in {folder}. Wait until the tool that made them has ended, then try again.", exception);
        }
    }
}
