using System.Collections.Immutable;

namespace AgentTuning.Environments.Sandboxes.Images;

/// <summary>Where packages come from.</summary>
/// <param name="Suite">The release, such as <c>bookworm</c> or <c>noble</c>.</param>
/// <param name="Sources">Files of apt's own form, or addresses of mirrors.</param>
public sealed record PackageSources(string Suite, ImmutableArray<string> Sources)
{
    const string Folder = "/etc/apt";

    /// <summary>Those of this machine: its release, and the files of apt that name it.</summary>
    /// <exception cref="SandboxException">This machine has no apt.</exception>
    public static PackageSources OfMachine()
    {
        var suite = File.Exists("/etc/os-release")
            ? File.ReadLines("/etc/os-release").FirstOrDefault(line => line.StartsWith("VERSION_CODENAME=", StringComparison.Ordinal))?.Split('=')[1].Trim('"')
            : null;
        if (string.IsNullOrEmpty(suite) || !Directory.Exists(Folder))
            throw new SandboxException("This machine has no Debian or Ubuntu release to take packages from. Name one: --suite bookworm --mirror <address>");
        var files = new[] { Path.Combine(Folder, "sources.list") }.Where(File.Exists)
            .Concat(Directory.Exists(Path.Combine(Folder, "sources.list.d")) ? Directory.EnumerateFiles(Path.Combine(Folder, "sources.list.d")).Order(StringComparer.Ordinal) : [])
            .Where(file => Path.GetExtension(file) is ".list" or ".sources");
        // Files of other makers name other suites, and their packages are not wanted.
        return new(suite, [.. files.Where(file => File.ReadLines(file).Any(line => Names(line, suite)))]);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Suite} ({(Sources.IsEmpty ? "the distribution's own mirror" : string.Join(", ", Sources))})";

    static bool Names(string line, string suite) => !line.TrimStart().StartsWith('#') && line.Split(' ', '\t').Contains(suite, StringComparer.Ordinal);
}
