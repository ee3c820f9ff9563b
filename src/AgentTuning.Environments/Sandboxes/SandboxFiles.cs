using System.Globalization;
using System.Text;

namespace AgentTuning.Environments.Sandboxes;

/// <summary>Reads and writes files of a sandbox by programs that run in it, so that links lead nowhere else.</summary>
static class SandboxFiles
{
    const string ReadScript = "[ -f \"$1\" ] || exit 66; exec head -c \"$2\" \"$1\"";
    const string WriteScript = "mkdir -p \"$(dirname \"$1\")\" && cat > \"$1\" && chmod \"$2\" \"$1\"";
    const int NoFile = 66;

    /// <summary>As <see cref="ISandbox.ReadFileAsync"/> says.</summary>
    public static async Task<byte[]?> ReadAsync(ISandbox sandbox, string path, int maxBytes, CancellationToken cancellationToken)
    {
        RequireAbsolute(path);
        var length = maxBytes.ToString(CultureInfo.InvariantCulture);
        var result = await sandbox.ExecuteAsync(new() { Arguments = ["/bin/sh", "-c", ReadScript, "sh", path, length], OutputLimit = maxBytes }, cancellationToken);
        return result.ExitCode == NoFile ? null : result.Output;
    }

    /// <summary>As <see cref="ISandbox.WriteFileAsync"/> says.</summary>
    public static async Task WriteAsync(ISandbox sandbox, string path, ReadOnlyMemory<byte> content, UnixFileMode mode, CancellationToken cancellationToken)
    {
        RequireAbsolute(path);
        var digits = Convert.ToString((int)mode, 8);
        var result = await sandbox.ExecuteAsync(new() { Arguments = ["/bin/sh", "-c", WriteScript, "sh", path, digits], Input = content }, cancellationToken);
        if (result.ExitCode != 0) throw new SandboxException($"{path} cannot be written in the sandbox: {Encoding.UTF8.GetString(result.Error).Trim()}");
    }

    static void RequireAbsolute(string path)
    {
        if (!path.StartsWith('/') || path.Contains('\0', StringComparison.Ordinal)) throw new SandboxException($"'{path}' is no path in a sandbox, expected one that begins with /.");
    }
}
