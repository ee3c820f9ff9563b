using System.Globalization;

namespace AgentTuning.Llama.Memory;

/// <summary>The memory that this process can still get.</summary>
/// <param name="Bytes">What is free, or taken by what the system can give up, within every limit.</param>
/// <param name="Limit">What sets it: the machine, or a limit on a group of processes.</param>
public sealed record MachineMemory(long Bytes, string Limit)
{
    /// <summary>Asks the system: free memory, and the limits of control groups (both versions) down to this process's.</summary>
    public static MachineMemory Read() => OperatingSystem.IsLinux()
        ? Read("/proc", "/sys/fs/cgroup")
        : new(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, "the machine");

    internal static MachineMemory Read(string processes, string groups)
    {
        var least = new MachineMemory(Available(Path.Combine(processes, "meminfo")), "the machine");
        foreach (var group in Groups(Path.Combine(processes, "self", "cgroup"), groups))
        {
            if (Free(group) is { } free && free < least.Bytes) least = new(free, $"the control group {group}");
        }
        return least;
    }

    static long Available(string meminfo)
    {
        foreach (var line in File.Exists(meminfo) ? File.ReadLines(meminfo) : [])
        {
            if (line.StartsWith("MemAvailable:", StringComparison.Ordinal) && Number(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) is { } kilobytes)
                return kilobytes * 1024;
        }
        return GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
    }

    // Lines of id:controllers:path. Version 2 has the id 0 and no controllers; version 1 has a tree for memory.
    static IEnumerable<string> Groups(string file, string root)
    {
        foreach (var line in File.Exists(file) ? File.ReadAllLines(file) : [])
        {
            if (line.Split(':', 3) is not [_, var controllers, var path]) continue;
            var tree = controllers.Length == 0 ? root : controllers.Split(',').Contains("memory") ? Path.Combine(root, "memory") : null;
            for (var at = tree is null ? null : path.Trim('/'); at is not null; at = at.Length == 0 ? null : Path.GetDirectoryName(at) ?? "")
                yield return Path.Combine(tree!, at);
        }
    }

    // Limits far above any memory mean none; file pages that nobody uses can be given up.
    static long? Free(string group)
    {
        var limit = NumberIn(group, "memory.max") ?? NumberIn(group, "memory.limit_in_bytes");
        var used = NumberIn(group, "memory.current") ?? NumberIn(group, "memory.usage_in_bytes");
        if (limit is not { } most || used is not { } now || most >= 1L << 60) return null;
        return Math.Max(0, most - now + Inactive(Path.Combine(group, "memory.stat")));
    }

    static long Inactive(string statistics)
    {
        foreach (var line in File.Exists(statistics) ? File.ReadAllLines(statistics) : [])
        {
            if (line.Split(' ') is ["total_inactive_file" or "inactive_file", var bytes] && Number(bytes) is { } inactive) return inactive;
        }
        return 0;
    }

    static long? NumberIn(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        return File.Exists(path) ? Number(File.ReadAllText(path).Trim()) : null;
    }

    static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
