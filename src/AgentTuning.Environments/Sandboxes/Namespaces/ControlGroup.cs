using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;

namespace AgentTuning.Environments.Sandboxes.Namespaces;

/// <summary>The control group of one sandbox: a folder, or one for each controller.</summary>
/// <param name="folders">Under <c>/sys/fs/cgroup</c>; none where the machine has no control groups.</param>
sealed class ControlGroup(ImmutableArray<string> folders) : IDisposable
{
    const int Tries = 100;

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    /// <summary>Where processes are put in.</summary>
    public ImmutableArray<string> Folders => folders;

    /// <summary>The bytes in use, files of the sandbox's disk included; null where nothing is counted.</summary>
    public long? MemoryBytes => folders.Select(folder => Read(folder, "memory.usage_in_bytes") ?? Read(folder, "memory.current")).FirstOrDefault(bytes => bytes is not null);

    /// <summary>Kills what is left inside, and removes the group.</summary>
    public void Dispose()
    {
        foreach (var folder in folders)
            for (var tries = 0; tries < Tries && !Removes(folder); tries++)
            {
                if (!Kill(folder)) break;
                // The kernel needs a moment to bury the dead; there is nobody to await.
                using var never = new ManualResetEventSlim();
                never.Wait(Pause);
            }
    }

    static bool Removes(string folder)
    {
        try
        {
            Directory.Delete(folder);
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // False where there is nothing of the kernel's to wait for.
    static bool Kill(string folder)
    {
        var members = Path.Combine(folder, "cgroup.procs");
        if (!File.Exists(members)) return false;
        try
        {
            foreach (var line in File.ReadAllLines(members))
            {
                using var process = Process.GetProcessById(int.Parse(line, CultureInfo.InvariantCulture));
                process.Kill();
            }
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // They are gone, or going.
        }
        return true;
    }

    static long? Read(string folder, string file) =>
        Path.Combine(folder, file) is var path && File.Exists(path) ? long.Parse(File.ReadAllText(path), CultureInfo.InvariantCulture) : null;
}
