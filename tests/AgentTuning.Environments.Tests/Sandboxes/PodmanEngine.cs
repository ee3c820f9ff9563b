using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using AgentTuning.Environments.Sandboxes;
using AgentTuning.Environments.Tests.Sandboxes;

[assembly: AssemblyFixture(typeof(PodmanEngine))]

namespace AgentTuning.Environments.Tests.Sandboxes;

/// <summary>A container engine for the tests: the one that <c>DOCKER_HOST</c> names, else a service of Podman in folders of its own, started once and ended with the tests.</summary>
/// <remarks>Images are kept between runs, for giving the engine one takes a while. Its mounts are in a namespace of their own and go with it.</remarks>
public sealed class PodmanEngine : IDisposable
{
    // What a machine needs on which nobody may raise limits, without systemd, journal or a network.
    const string Configuration =
        """
        [containers]
        default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]
        netns = "none"
        [engine]
        cgroup_manager = "cgroupfs"
        events_logger = "none"
        exit_command_delay = 1
        lock_type = "file"
        runtime = "runc"
        """;

    // Ends the service when this process ends, however it ends.
    const string Script = """podman --root "$1/root" --runroot "$2/run" --tmpdir "$2/tmp" --storage-driver overlay system service --time 0 "unix://$3" & cat > /dev/null; kill $!""";

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    static readonly Lazy<Service> Started = new(Start);

    /// <summary>Where it listens.</summary>
    /// <exception cref="SandboxException">It cannot be started on this machine.</exception>
    public static string Endpoint => Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } host ? host : "unix://" + Started.Value.Socket;

    public void Dispose()
    {
        if (!Started.IsValueCreated) return;
        var (process, folder, _) = Started.Value;
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    static Service Start()
    {
        foreach (var program in (string[])["podman", "runc", "conmon"])
            if (!((string[])["/usr/bin", "/usr/sbin", "/usr/local/bin"]).Any(folder => File.Exists(Path.Combine(folder, program))))
                throw new SandboxException($"{program} is not installed (on Debian and Ubuntu: apt-get install podman runc).");
        if (!Environment.IsPrivilegedProcess) throw new SandboxException("The tests start Podman as root only.");
        var folder = Directory.CreateTempSubdirectory("agenttuning-podman-").FullName;
        var (configuration, socket) = (Path.Combine(folder, "containers.conf"), Path.Combine(folder, "podman.sock"));
        File.WriteAllText(configuration, Configuration);
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } home ? home : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        var start = new ProcessStartInfo("unshare", ["-m", "/bin/sh", "-c", Script, "sh", Path.Combine(cache, "agenttuning", "podman"), "/run/agenttuning-podman", socket]) { RedirectStandardInput = true, RedirectStandardError = true };
        start.Environment["CONTAINERS_CONF"] = configuration;
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        Wait(process, socket);
        return new(process, folder, socket);
    }

    static void Wait(Process process, string socket)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                using var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                connection.Connect(new UnixDomainSocketEndPoint(socket));
                return;
            }
            catch (SocketException exception)
            {
                if (process.HasExited || TimeProvider.System.GetElapsedTime(started) > Patience)
                    throw new SandboxException(string.Create(CultureInfo.InvariantCulture, $"Podman's service did not start: {exception.Message}"), exception);
                process.WaitForExit(TimeSpan.FromMilliseconds(50));
            }
        }
    }

    sealed record Service(Process Process, string Folder, string Socket);
}
