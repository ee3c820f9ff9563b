using System.Globalization;

namespace AgentTuning.Llama.Memory;

/// <summary>Measures what a process takes beyond what it held at a moment.</summary>
public sealed class PeakMemory
{
    const string Status = "/proc/self/status";
    const string Reset = "/proc/self/clear_refs";

    readonly long? _before;

    PeakMemory(long? before) => _before = before;

    /// <summary>The most bytes since <see cref="Start"/> beyond those held then; null where the system does not say.</summary>
    public long? Bytes => Read("VmHWM:") - _before;

    /// <summary>Begins now.</summary>
    public static PeakMemory Start()
    {
        GC.Collect();
        return new(TryReset() ? Read("VmRSS:") : null);
    }

    static bool TryReset()
    {
        if (!OperatingSystem.IsLinux()) return false;
        try
        {
            File.WriteAllText(Reset, "5"); // the highest resident size begins anew
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    static long? Read(string name)
    {
        foreach (var line in OperatingSystem.IsLinux() ? File.ReadLines(Status) : [])
        {
            if (line.StartsWith(name, StringComparison.Ordinal)
                && long.TryParse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var kilobytes))
                return kilobytes * 1024;
        }
        return null;
    }
}
