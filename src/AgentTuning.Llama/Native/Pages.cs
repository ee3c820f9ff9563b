using System.Runtime.InteropServices;

namespace AgentTuning.Llama.Native;

/// <summary>Pages of memory, as the system keeps them.</summary>
static unsafe partial class Pages
{
    const int DontNeed = 4; // MADV_DONTNEED of Linux

    /// <summary>Lets the system take back whole pages of a mapped file that nobody has written to; touched again, they are read again.</summary>
    public static void Forget(byte* start, long length)
    {
        if (!OperatingSystem.IsLinux()) return;
        var page = (nuint)Environment.SystemPageSize;
        var first = ((nuint)start + page - 1) / page * page;
        var end = (nuint)(start + length) / page * page;
        if (end > first) _ = Advise((void*)first, end - first, DontNeed); // advice: nothing depends on it
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* address, nuint length, int advice);
}
