using System.Diagnostics;
using System.Net.Sockets;

namespace AgentTuning.Bench.Sandboxes;

/// <summary>A service of Podman in folders of its own. Its mounts are in a namespace of their own and go with it.</summary>
sealed class PodmanEngine : IAsyncDisposable
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

    // Ends the service when this process ends, however it ends.
    const string Script = """podman --root "$1/root" --runroot "$2/run" --tmpdir "$2/tmp" --storage-driver overlay system service --time 0 "unix://$3" & cat > /dev/null; kill $!""";
    const int Tries = 600;

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    readonly Process _process;
    readonly string _folder;

    PodmanEngine(Process process, string folder) => (_process, _folder) = (process, folder);

    /// <summary>Where it listens.</summary>
    public string Endpoint => "unix://" + Socket(_folder);

    /// <summary>Starts it.</summary>
    /// <exception cref="InvalidOperationException">It does not answer.</exception>
    public static async Task<PodmanEngine> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("agenttuning-podman-").FullName;
        var configuration = Path.Combine(folder, "containers.conf");
        await File.WriteAllTextAsync(configuration, Configuration);
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } home ? home : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        var start = new ProcessStartInfo("unshare", ["-m", "/bin/sh", "-c", Script, "sh", Path.Combine(cache, "agenttuning", "podman"), RunFolder, Socket(folder)]) { RedirectStandardInput = true, RedirectStandardError = true };
        start.Environment["CONTAINERS_CONF"] = configuration;
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var engine = new PodmanEngine(process, folder);
        for (var i = 0; i < Tries && !process.HasExited; i++)
        {
            if (Answers(Socket(folder))) return engine;
            await Task.Delay(Pause);
        }
        await engine.DisposeAsync();
        throw new InvalidOperationException("Podman's service did not start. Install podman and runc (on Debian and Ubuntu: apt-get install podman runc), and run this as root.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    static string Socket(string folder) => Path.Combine(folder, "podman.sock");

    static bool Answers(string path)
    {
        try
        {
            using var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            connection.Connect(new UnixDomainSocketEndPoint(path));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
