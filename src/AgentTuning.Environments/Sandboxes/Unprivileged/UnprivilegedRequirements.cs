using AgentTuning.Environments.Sandboxes.Namespaces;

namespace AgentTuning.Environments.Sandboxes.Unprivileged;

/// <summary>What a machine must have for sandboxes of a user who is not root.</summary>
static class UnprivilegedRequirements
{
    static readonly (string Program, string Package)[] Programs = [("unshare", "util-linux"), ("nsenter", "util-linux"), ("mount", "mount"), ("pivot_root", "util-linux"), ("prlimit", "util-linux"), ("tar", "tar")];

    // Where a distribution keeps user namespaces from users, by the value that does so.
    static readonly (string Path, string Closed, string Remedy)[] Switches =
    [
        ("/proc/sys/user/max_user_namespaces", "0", "sysctl user.max_user_namespaces=10000"),
        ("/proc/sys/kernel/unprivileged_userns_clone", "0", "sysctl kernel.unprivileged_userns_clone=1"),
        ("/proc/sys/kernel/apparmor_restrict_unprivileged_userns", "1", "sysctl kernel.apparmor_restrict_unprivileged_userns=0"),
    ];

    /// <summary>What is missing and what to do, or null where nothing is.</summary>
    /// <param name="isRoot">True where the user is root, who would give root of the machine away.</param>
    public static string? Missing(bool isRoot)
    {
        if (!System.OperatingSystem.IsLinux()) return "Sandboxes of namespaces need Linux.";
        if (isRoot) return $"Unprivileged sandboxes are for users who are not root. Root chooses --engine {SandboxProviders.Namespaces}.";
        var missing = Programs.Where(program => NamespaceRequirements.Find(program.Program) is null).ToList();
        if (missing.Count > 0)
            return $"Unprivileged sandboxes need {string.Join(", ", missing.Select(program => program.Program))}: have {string.Join(" ", missing.Select(program => program.Package).Distinct(StringComparer.Ordinal))} installed.";
        foreach (var (path, closed, remedy) in Switches)
            if (File.Exists(path) && File.ReadAllText(path).Trim() == closed)
                return $"This machine keeps user namespaces from users ({path} is {closed}). Have root run: {remedy}";
        return null;
    }
}
