using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace AgentTuning.Environments.Sandboxes.Images;

/// <summary>What goes into an image.</summary>
/// <param name="Name">As the benchmark names it (<c>os_interaction/res/dockerfiles</c>).</param>
/// <param name="About">For people.</param>
/// <param name="Packages">Of the distribution; what they need comes along.</param>
public sealed partial record SandboxImageRecipe(string Name, string About, ImmutableArray<string> Packages)
{
    // What every sandbox needs, and what the reference solutions of the benchmark's tasks call.
    static readonly string[] Basics =
    [
        "bash", "bsdutils", "mount", "util-linux", "hostname", "procps", "iproute2", "sudo", "cron", "passwd", "login",
    ];

    static readonly string[] Usual =
    [
        "python3", "python3-pip", "git", "vim", "curl", "wget", "unzip", "zip", "tree", "ca-certificates", "gcc", "g++", "libc6-dev", "make",
        "file", "bc", "less", "man-db", "psmisc", "lsof", "net-tools", "iputils-ping", "netcat-openbsd", "bsdextrautils", "ncal", "xxd", "acl", "attr", "rsync", "jq", "gawk", "at", "openssh-client", "bzip2", "xz-utils", "locales",
    ];

    /// <summary>The images that can be made, the one that tasks use first.</summary>
    public static ImmutableArray<SandboxImageRecipe> All { get; } =
    [
        new("default", "Python, git, vim, curl, compilers and what shell tasks call", [.. Basics, .. Usual]),
        new("packages", "the same and npm", [.. Basics, .. Usual, "npm"]),
        new("ubuntu", "the bare system", [.. Basics]),
    ];

    /// <summary>The recipe of a name.</summary>
    /// <exception cref="SandboxException">There is none.</exception>
    public static SandboxImageRecipe Of(string name) => All.FirstOrDefault(recipe => recipe.Name == name)
        ?? throw new SandboxException($"There is no recipe for an image '{name}'. There are: {string.Join(", ", All.Select(recipe => recipe.Name))}.");

    /// <summary>Refuses what would lead out of the folder of images.</summary>
    internal static void Require(string name)
    {
        if (!PlainName().IsMatch(name)) throw new SandboxException($"'{name}' is no name of an image, expected lower-case letters, digits, points and hyphens.");
    }

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9.-]{0,63}\z")]
    private static partial Regex PlainName();
}
