using System.Diagnostics;
using System.Net.Sockets;
using AgentTuning.Environments.Sandboxes;

namespace AgentTuning.Environments.Tests.Sandboxes;

/// <summary>A service of Podman in folders of its own, for tests and for the benchmark. It ends with whoever started it.</summary>
/// <remarks>Images are kept between runs, for giving the engine one takes a while. Its mounts are in a namespace of their own and go with it.</remarks>
sealed class PodmanServer : IDisposable
{
    /// <summary>Named on the command line of each of its processes.</summary>
    public const string RunFolder = "/run/agenttuning-podman";

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

    // Ends the service when the process that started it ends, however it ends.
    const string Script = """podman --root "$1/root" --runroot "$2/run" --tmpdir "$2/tmp" --storage-driver overlay system service --time 0 "unix://$3" & cat > /dev/null; kill $!""";

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    readonly Process _process;
    readonly string _folder;

    PodmanServer(Process process, string folder) => (_process, _folder) = (process, folder);

    /// <summary>Where it listens.</summary>
    public string Endpoint => "unix://" + SocketPath;

    string SocketPath => Path.Combine(_folder, "podman.sock");

    /// <summary>Starts it and waits until it answers.</summary>
    /// <exception cref="SandboxException">It cannot be started on this machine.</exception>
    public static PodmanServer Start()
    {
        foreach (var program in (string[])["podman", "runc", "conmon"])
            if (!((string[])["/usr/bin", "/usr/sbin", "/usr/local/bin"]).Any(folder => File.Exists(Path.Combine(folder, program))))
                throw new SandboxException($"{program} is not installed (on Debian and Ubuntu: apt-get install podman runc).");
        if (!Environment.IsPrivilegedProcess) throw new SandboxException("Podman is started as root only.");
        var service = Launch(Directory.CreateTempSubdirectory("agenttuning-podman-").FullName);
        try
        {
            service.Wait();
            return service;
        }
        catch
        {
            service.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    static PodmanServer Launch(string folder)
    {
        var configuration = Path.Combine(folder, "containers.conf");
        File.WriteAllText(configuration, Configuration);
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } home ? home : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        var start = new ProcessStartInfo("unshare", ["-m", "/bin/sh", "-c", Script, "sh", Path.Combine(cache, "agenttuning", "podman"), RunFolder, Path.Combine(folder, "podman.sock")])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };
        start.Environment["CONTAINERS_CONF"] = configuration;
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        return new PodmanServer(process, folder);
    }

    void Wait()
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                using var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                connection.Connect(new UnixDomainSocketEndPoint(SocketPath));
                return;
            }
            catch (SocketException exception)
            {
                if (_process.HasExited || TimeProvider.System.GetElapsedTime(started) > Patience)
                    throw new SandboxException($"Podman's service did not start: {exception.Message}", exception);
                _process.WaitForExit(Pause);
            }
        }
    }
}
