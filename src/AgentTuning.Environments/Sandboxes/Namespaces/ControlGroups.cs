using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;

namespace AgentTuning.Environments.Sandboxes.Namespaces;

/// <summary>The control groups of this machine in which sandboxes get theirs: version 1, version 2, or none.</summary>
/// <remarks>Source: the kernel's documentation, admin-guide/cgroup-v1 and admin-guide/cgroup-v2.</remarks>
sealed class ControlGroups : IDisposable
{
    const string Prefix = "agenttuning-";

    static readonly string[] Controllers = ["pids", "memory", "cpu"];

    const string NoController = "No control groups with the controllers pids, memory and cpu are mounted.";

    readonly string _name = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Environment.ProcessId}-{RandomNumberGenerator.GetHexString(6, lowercase: true)}");
    readonly string _mount; // of version 2
    int _last;

    ControlGroups(int version, ImmutableArray<(string Controller, string Folder)> parents, string mount = "")
    {
        Version = version;
        Parents = parents;
        _mount = mount;
    }

    /// <summary>1, 2, or 0 where none can be made.</summary>
    public int Version { get; }

    /// <summary>Why there are none, as a sentence; null where there are.</summary>
    public string? Fault { get; private set; }

    /// <summary>The folders of this tool's own groups, which hold those of its sandboxes.</summary>
    public IEnumerable<string> Folders => Parents.Select(parent => Path.Combine(parent.Folder, _name)).Distinct(StringComparer.Ordinal);

    ImmutableArray<(string Controller, string Folder)> Parents { get; }

    /// <summary>Finds out what this machine has, and removes what tools that were killed have left.</summary>
    public static ControlGroups Find()
    {
        var mounts = File.Exists("/proc/self/mountinfo") ? File.ReadAllLines("/proc/self/mountinfo") : [];
        var own = File.Exists("/proc/self/cgroup") ? File.ReadAllLines("/proc/self/cgroup") : [];
        return Find(mounts, own);
    }

    /// <summary>Finds out what a machine has.</summary>
    /// <param name="mounts">Lines of <c>/proc/self/mountinfo</c>.</param>
    /// <param name="own">Lines of <c>/proc/self/cgroup</c>.</param>
    internal static ControlGroups Find(string[] mounts, string[] own)
    {
        string? fault = null;
        foreach (var groups in new[] { FirstVersion(mounts, own), SecondVersion(mounts, own) })
        {
            if (groups is null) continue;
            if (groups.Opens())
            {
                groups.RemoveStale();
                return groups;
            }
            fault ??= groups.Fault;
        }
        return None(fault ?? NoController);
    }

    /// <summary>None; limits then hold for each program alone.</summary>
    /// <param name="fault">Why, as a sentence.</param>
    internal static ControlGroups None(string fault) => new(version: 0, []) { Fault = fault };

    /// <summary>Removes this tool's own groups; those of its sandboxes must be gone.</summary>
    public void Dispose() => new ControlGroup([.. Folders]).Dispose();

    /// <summary>Makes a group for a sandbox.</summary>
    /// <exception cref="SandboxException">It cannot be made.</exception>
    public ControlGroup Create(SandboxLimits limits)
    {
        var name = Interlocked.Increment(ref _last).ToString(CultureInfo.InvariantCulture);
        var group = new ControlGroup([.. Parents.Select(parent => Path.Combine(parent.Folder, _name, name)).Distinct(StringComparer.Ordinal)]);
        try
        {
            foreach (var folder in group.Folders) Directory.CreateDirectory(folder);
            foreach (var (controller, folder) in Parents) Limit(controller, Path.Combine(folder, _name, name), limits);
            return group;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            group.Dispose();
            throw new SandboxException($"A control group for a sandbox cannot be made: {exception.Message}", exception);
        }
    }

    void Limit(string controller, string folder, SandboxLimits limits)
    {
        var memory = limits.MemoryBytes.ToString(CultureInfo.InvariantCulture);
        const int Period = 100_000; // microseconds
        var quota = ((long)(limits.Processors * Period)).ToString(CultureInfo.InvariantCulture);
        switch (Version, controller)
        {
            case (1, "memory"):
                Write(folder, "memory.limit_in_bytes", memory);
                if (File.Exists(Path.Combine(folder, "memory.memsw.limit_in_bytes"))) Write(folder, "memory.memsw.limit_in_bytes", memory);
                break;
            case (2, "memory"):
                Write(folder, "memory.max", memory);
                if (File.Exists(Path.Combine(folder, "memory.swap.max"))) Write(folder, "memory.swap.max", "0");
                break;
            case (_, "pids"):
                Write(folder, "pids.max", limits.Processes.ToString(CultureInfo.InvariantCulture));
                break;
            case (1, "cpu") when File.Exists(Path.Combine(folder, "cpu.cfs_quota_us")):
                Write(folder, "cpu.cfs_quota_us", quota);
                break;
            case (2, "cpu") when File.Exists(Path.Combine(folder, "cpu.max")):
                Write(folder, "cpu.max", string.Create(CultureInfo.InvariantCulture, $"{quota} {Period}"));
                break;
        }
    }

    static void Write(string folder, string file, string text) => File.WriteAllText(Path.Combine(folder, file), text);

    // One folder for each controller, below this process's own group, so that limits from outside go on counting.
    static ControlGroups? FirstVersion(string[] mounts, string[] own)
    {
        var parents = new List<(string, string)>();
        foreach (var controller in Controllers)
        {
            var mount = MountOf(mounts, "cgroup", controller);
            var path = own.Select(line => line.Split(':', 3)).FirstOrDefault(parts => parts.Length == 3 && parts[1].Split(',').Contains(controller, StringComparer.Ordinal))?[2];
            if (mount is not null && path is not null) parents.Add((controller, Below(mount, path)));
        }
        return parents.Count == Controllers.Length ? new(1, [.. parents]) : null;
    }

    // A group with processes cannot have limited children, so these stand beside this process's group where it is not the root.
    static ControlGroups? SecondVersion(string[] mounts, string[] own)
    {
        var path = own.FirstOrDefault(line => line.StartsWith("0::", StringComparison.Ordinal))?[3..];
        if (MountOf(mounts, "cgroup2", controller: null) is not { } mount || path is null) return null;
        var parent = Path.GetDirectoryName(Below(mount, path)) is { } above && above.StartsWith(mount, StringComparison.Ordinal) ? above : mount;
        return new(2, [.. Controllers.Select(controller => (controller, parent))], mount);
    }

    static string Below(string mount, string path) => Path.Combine(mount, path.TrimStart('/')) is var folder && Directory.Exists(folder) ? folder : mount;

    static string? MountOf(string[] mounts, string type, string? controller) => mounts
        .Select(line => (Fields: line.Split(' '), Tail: line.Split(" - ").Last().Split(' ')))
        .Where(mount => mount.Tail[0] == type && (controller is null || mount.Tail[^1].Split(',').Contains(controller, StringComparer.Ordinal)))
        .Select(mount => mount.Fields[4]).FirstOrDefault();

    // True where groups can be made with all their limits.
    bool Opens()
    {
        try
        {
            foreach (var parent in Folders)
            {
                if (Version == 2) EnableAbove(parent);
                Directory.CreateDirectory(parent);
                if (Version == 2) Enable(parent);
            }
            using var group = Create(new SandboxLimits());
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SandboxException)
        {
            Fault = $"Control groups of version {Version} are mounted, but none can be made: {exception.Message}";
            Dispose();
            return false;
        }
    }

    // What the machine's own manager has not handed down, root may; a folder that refuses has handed it down already, or the last one fails and says why.
    void EnableAbove(string folder)
    {
        var parent = Path.GetDirectoryName(folder)!;
        var above = new Stack<string>();
        for (var at = parent; at.Length > _mount.Length; at = Path.GetDirectoryName(at)!) above.Push(at);
        above.Push(_mount);
        foreach (var at in above.Where(at => at != parent))
        {
            try
            {
                Enable(at);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                continue;
            }
        }
        Enable(parent);
    }

    static void Enable(string folder) => Write(folder, "cgroup.subtree_control", string.Join(' ', Controllers.Select(controller => "+" + controller)));

    void RemoveStale()
    {
        foreach (var folder in Parents.Select(parent => parent.Folder).Distinct(StringComparer.Ordinal).SelectMany(parent => Directory.EnumerateDirectories(parent, Prefix + "*")).ToList())
        {
            if (!int.TryParse(Path.GetFileName(folder)[Prefix.Length..].Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var owner) || Directory.Exists($"/proc/{owner}")) continue;
            new ControlGroup([.. Directory.EnumerateDirectories(folder)]).Dispose();
            new ControlGroup([folder]).Dispose();
        }
    }
}
