using System.Runtime.InteropServices;

namespace AgentTuning.Bench;

/// <summary>Freed memory that malloc keeps for later.</summary>
static partial class FreedMemory
{
    /// <summary>Gives it back to the system, where the C library can: what one contestant's step leaves would be missing in another's.</summary>
    public static void GiveBack()
    {
        GC.Collect();
        if (OperatingSystem.IsLinux() && NativeLibrary.TryLoad("libc.so.6", out var library) && NativeLibrary.TryGetExport(library, "malloc_trim", out _)) _ = Trim(0);
    }

    [LibraryImport("libc.so.6", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Trim(nuint padding);
}
