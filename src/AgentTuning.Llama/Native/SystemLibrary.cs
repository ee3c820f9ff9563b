using System.Runtime.InteropServices;

namespace AgentTuning.Llama.Native;

/// <summary>A shared library of the operating system, as the loader of this process finds it.</summary>
static class SystemLibrary
{
    /// <summary>The path of the file that stands for a library in this process, or null where there is none.</summary>
    public static string? FindLoaded(string name)
    {
        if (!NativeLibrary.TryLoad(name, out _)) return null;
        foreach (var line in File.ReadLines("/proc/self/maps"))
        {
            var start = line.IndexOf('/', StringComparison.Ordinal);
            if (start < 0) continue;
            var path = line[start..];
            if (Path.GetFileName(path).StartsWith(name, StringComparison.Ordinal) && File.Exists(path)) return path;
        }
        return null;
    }
}
