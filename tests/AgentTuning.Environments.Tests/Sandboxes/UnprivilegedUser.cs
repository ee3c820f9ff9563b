using System.Diagnostics;
using System.Globalization;
using AgentTuning.Environments.Sandboxes;
using AgentTuning.Environments.Sandboxes.Images;
using AgentTuning.Environments.Sandboxes.Unprivileged;

namespace AgentTuning.Environments.Tests.Sandboxes;

/// <summary>A user of the machine who is not root, and whose every program is started by the kernel's rules for such.</summary>
/// <remarks>Tests run as root, whose folders are closed to that user: that user is shown the image in another place to copy it from. The copy is kept.</remarks>
static class UnprivilegedUser
{
    public const int Id = 12345;

    // What is half copied has another name: nobody takes a part of a copy for a whole one. Its mount is its own.
    const string CopyScript = """
        set -e
        script=$1 image=$2 copy=$3
        shift 3
        rm -rf "$copy.half"
        mkdir "$copy.half"
        chown 12345:12345 "$copy.half"
        mount --bind "$image" /mnt
        "$@" /bin/sh -c "$script" sh /mnt "$copy.half"
        mv "$copy.half" "$copy"
        """;

    const string Folder = "/var/tmp/agenttuning-unprivileged";

    static readonly Lazy<bool> Copied = new(Copy);

    /// <summary>What makes a program that user's.</summary>
    public static string[] Runner { get; } = ["setpriv", "--reuid", Id.ToString(CultureInfo.InvariantCulture), "--regid", Id.ToString(CultureInfo.InvariantCulture), "--clear-groups", "--inh-caps=-all", "--"];

    public static ISandboxProvider Provider(int ready)
    {
        _ = Copied.Value;
        return new UnprivilegedProvider(new SandboxImages(SandboxImages.DefaultFolder), Folder, ready, TimeProvider.System, [.. Runner]);
    }

    static bool Copy()
    {
        var image = new SandboxImages(SandboxImages.DefaultFolder).Find("default");
        var copy = Path.Combine(Folder, $"default-{image.Manifest.Hash[..12]}");
        if (Directory.Exists(copy)) return true;
        Directory.CreateDirectory(Folder);
        using var process = Process.Start("unshare", ["-m", "/bin/sh", "-c", CopyScript, "sh", EmbeddedText.Read("Sandboxes/Unprivileged/copy.sh"), image.Folder, copy, .. Runner]);
        process.WaitForExit();
        return process.ExitCode == 0 ? true : throw new SandboxException($"The image could not be copied to {copy}.");
    }
}
