using System.Runtime.InteropServices;

namespace AgentTuning.Environments.Sandboxes;

/// <summary>The calls of the kernel that .NET has no methods for.</summary>
static partial class LinuxCalls
{
    const int KillSignal = 9;
    const int StopSignal = 19;

    /// <summary>Stops a process where it is; one that is gone is left alone.</summary>
    public static void Stop(int process) => _ = Signal(process, StopSignal);

    /// <summary>Kills a process; one that is gone is left alone.</summary>
    public static void Kill(int process) => _ = Signal(process, KillSignal);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int process, int signal);
}
