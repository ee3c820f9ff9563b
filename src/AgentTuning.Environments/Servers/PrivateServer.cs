using System.Diagnostics;
using System.Runtime.Versioning;
using System.Security.Cryptography;

namespace AgentTuning.Environments.Servers;

/// <summary>A server program that the tool starts for itself, in a temporary folder that goes with it.</summary>
/// <remarks>
/// A shell guards the server: it waits on a pipe that this process holds open. Whatever ends this process closes the pipe, and the guard
/// stops the server and removes the folder, so that nothing is left even after SIGKILL.
/// </remarks>
sealed class PrivateServer : IAsyncDisposable
{
    // $1 is the folder; the rest is the server's command line.
    const string Guard = "trap '' INT HUP; exec 2>/dev/null; folder=$1; shift; cd \"$folder\"; \"$@\" >/dev/null 2>&1 </dev/null & server=$!; cat >/dev/null; kill -KILL $server; wait $server; rm -rf \"$folder\"";

    const int LongestTail = 1000;

    static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(10);

    readonly Process _guard;

    PrivateServer(Process guard, string folder) => (_guard, Folder) = (guard, folder);

    /// <summary>Holds everything the server writes; removed when it stops.</summary>
    public string Folder { get; }

    /// <summary>The process id of the guard, which outlives this process just long enough to clean up.</summary>
    public int GuardId => _guard.Id;

    /// <summary>Whether server and guard are gone.</summary>
    public bool HasExited => _guard.HasExited;

    /// <summary>Makes a folder that only this user may look into.</summary>
    /// <param name="prefix">What its name begins with.</param>
    /// <returns>Its path, in the folder of temporary files.</returns>
    [UnsupportedOSPlatform("windows")]
    public static string MakeFolder(string prefix)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"{prefix}{Environment.ProcessId}-{RandomNumberGenerator.GetHexString(6, lowercase: true)}");
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return folder;
    }

    /// <summary>Starts a program under its guard. Whether it answers is for the caller to find out.</summary>
    /// <param name="folder">What <see cref="MakeFolder"/> made; the program's working folder.</param>
    /// <param name="program">The program's path.</param>
    /// <param name="arguments">Its arguments.</param>
    public static PrivateServer Start(string folder, string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", Guard, "sh", folder, program, .. arguments]) { RedirectStandardInput = true };
        return new PrivateServer(Process.Start(start)!, folder);
    }

    /// <summary>The end of a program's output, short enough for a message.</summary>
    public static string Tail(string text) => text.Length <= LongestTail ? text.Trim() : $"…{text[^LongestTail..].Trim()}";

    /// <summary>Stops the server and removes its folder.</summary>
    public async ValueTask DisposeAsync()
    {
        _guard.StandardInput.Close();
        using var timeout = new CancellationTokenSource(StopTimeout);
        try
        {
            await _guard.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            _guard.Kill(entireProcessTree: true);
        }

        _guard.Dispose();
    }
}
