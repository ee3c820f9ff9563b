namespace AgentTuning.Environments.Sandboxes.Namespaces;

/// <summary>What a machine must have for sandboxes of namespaces.</summary>
static class NamespaceRequirements
{
    static readonly (string Program, string Package)[] Programs =
    [
        ("unshare", "util-linux"), ("nsenter", "util-linux"), ("mount", "mount"), ("pivot_root", "util-linux"), ("prlimit", "util-linux"), ("newuidmap", "uidmap"), ("newgidmap", "uidmap"),
    ];

    static readonly string[] Folders = ["/usr/sbin", "/usr/bin", "/sbin", "/bin"];

    /// <summary>What is missing and what to do, or null where nothing is.</summary>
    public static string? Missing()
    {
        if (!System.OperatingSystem.IsLinux()) return $"Sandboxes of namespaces need Linux.{Others()}";
        if (!Environment.IsPrivilegedProcess) return $"Sandboxes of namespaces with users and setuid programs need root. Run the tool as root.{Others()}";
        var missing = Programs.Where(program => Find(program.Program) is null).ToList();
        if (missing.Count > 0)
            return $"Sandboxes of namespaces need {string.Join(", ", missing.Select(program => program.Program))}: install {string.Join(" ", missing.Select(program => program.Package).Distinct(StringComparer.Ordinal))} (on Debian and Ubuntu: apt-get install).";
        if (File.Exists("/proc/filesystems") && !File.ReadLines("/proc/filesystems").Any(line => line.EndsWith("\toverlay", StringComparison.Ordinal)))
            return "Sandboxes of namespaces need the overlay file system: load the kernel's module overlay (modprobe overlay).";
        return Limit("/proc/sys/user/max_user_namespaces") == 0 ? "Sandboxes of namespaces need user namespaces, and user.max_user_namespaces is 0. Raise it with sysctl." : null;
    }

    /// <summary>Where a program lies, or null.</summary>
    public static string? Find(string program) =>
        Folders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    static string Others() =>
        string.Join(" or ", SandboxProviders.Names.Where(name => name != SandboxProviders.Namespaces)) is { Length: > 0 } others ? $" Or choose --engine {others}." : "";

    static long? Limit(string path) => File.Exists(path) && long.TryParse(File.ReadAllText(path), out var limit) ? limit : null;
}
