using System.Diagnostics;
using AgentTuning.Environments.Servers;
using MySqlConnector;

namespace AgentTuning.Environments.Database.MySql;

/// <summary>A private MariaDB with a temporary data folder that listens on a socket within this folder only.</summary>
sealed class MariaDbServer : IAsyncDisposable
{
    const string FolderPrefix = "agenttuning-mariadb-";

    static readonly TimeSpan StaleAfter = TimeSpan.FromMinutes(10);
    static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    readonly PrivateServer _server;

    MariaDbServer(PrivateServer server)
    {
        _server = server;
        ConnectionString = new MySqlConnectionStringBuilder
        {
            Server = Path.Combine(server.Folder, "socket"),
            ConnectionProtocol = MySqlConnectionProtocol.UnixSocket,
            UserID = "root",
            SslMode = MySqlSslMode.None,
        }.ConnectionString;
    }

    /// <summary>Leads to the server as its owner.</summary>
    public string ConnectionString { get; }

    /// <summary>Holds data, socket and log; removed when the server stops.</summary>
    public string Folder => _server.Folder;

    /// <summary>The guard, which outlives this process just long enough to clean up.</summary>
    public int GuardId => _server.GuardId;

    /// <summary>Makes the folder, starts the server and waits until it answers.</summary>
    /// <exception cref="EnvironmentException">MariaDB is missing or does not start; the message holds the end of its log.</exception>
    public static async Task<MariaDbServer> StartAsync(TimeProvider clock, CancellationToken cancellationToken)
    {
        if (System.OperatingSystem.IsWindows())
            throw new EnvironmentException("A private MariaDB needs Linux or macOS. Start a server yourself and name it with the setting connection-string.");
        var program = MariaDbProgram.Find() ?? throw new EnvironmentException($"MariaDB was {MariaDbProgram.HowToInstall}.");
        RemoveStale(clock);
        var folder = PrivateServer.MakeFolder(FolderPrefix);
        try
        {
            await InstallWithPatienceAsync(program, folder, cancellationToken);
            var server = new MariaDbServer(PrivateServer.Start(folder, program.Server, Arguments(folder)));
            try
            {
                await server.WaitAsync(clock, cancellationToken);
                return server;
            }
            catch
            {
                await server.DisposeAsync();
                throw;
            }
        }
        finally
        {
            if (!File.Exists(Path.Combine(folder, "socket")) && Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    // A tool that was killed before its guard stood leaves a folder without a socket.
    static void RemoveStale(TimeProvider clock)
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), FolderPrefix + "*"))
        {
            try
            {
                if (!File.Exists(Path.Combine(folder, "socket")) && clock.GetUtcNow() - Directory.GetLastWriteTimeUtc(folder) > StaleAfter)
                    Directory.Delete(folder, recursive: true);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                continue; // another user's, or another tool is faster
            }
        }
    }

    // The installer starts a server of its own, which fails now and then on a busy machine; seen once in forty starts, never twice in a row.
    static async Task InstallWithPatienceAsync(MariaDbProgram program, string folder, CancellationToken cancellationToken)
    {
        const int Tries = 3;
        for (var tries = 1; ; tries++)
        {
            try
            {
                await InstallAsync(program, folder, cancellationToken);
                return;
            }
            catch (EnvironmentException) when (tries < Tries)
            {
                var data = Path.Combine(folder, "data");
                if (Directory.Exists(data))
                    Directory.Delete(data, recursive: true);
            }
        }
    }

    static async Task InstallAsync(MariaDbProgram program, string folder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program.Installer) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "--no-defaults", $"--datadir={Path.Combine(folder, "data")}", "--auth-root-authentication-method=normal", "--skip-test-db" })
            start.ArgumentList.Add(argument);
        if (Environment.IsPrivilegedProcess)
            start.ArgumentList.Add("--user=root");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
            throw new EnvironmentException($"{program.Installer} failed with exit code {process.ExitCode}: {PrivateServer.Tail(await errors + await output)}");
    }

    static IEnumerable<string> Arguments(string folder) =>
    [
        "--no-defaults", $"--datadir={Path.Combine(folder, "data")}", $"--socket={Path.Combine(folder, "socket")}",
        $"--pid-file={Path.Combine(folder, "pid")}", $"--log-error={Path.Combine(folder, "log")}", $"--tmpdir={folder}", "--skip-networking", "--skip-name-resolve",
        "--skip-log-bin", "--performance-schema=OFF", "--local-infile=0", $"--secure-file-priv={folder}", "--character-set-server=utf8mb4",
        "--max-connections=1000", "--max-allowed-packet=16M", "--tmp-memory-table-size=16M", "--max-heap-table-size=16M", "--tmp-disk-table-size=256M",
        "--innodb-flush-log-at-trx-commit=0", "--innodb-doublewrite=0", "--sync-frm=0", "--innodb-buffer-pool-size=64M", "--innodb-log-file-size=16M",
        "--innodb-strict-mode=OFF", "--event-scheduler=OFF", .. Environment.IsPrivilegedProcess ? (string[])["--user=root"] : [],
    ];

    async Task WaitAsync(TimeProvider clock, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        while (true)
        {
            try
            {
                await using var connection = new MySqlConnection(ConnectionString + ";Pooling=False");
                await connection.OpenAsync(cancellationToken);
                return;
            }
            catch (MySqlException exception)
            {
                var log = Path.Combine(Folder, "log");
                var text = File.Exists(log) ? await File.ReadAllTextAsync(log, cancellationToken) : "";
                if (clock.GetElapsedTime(started) > StartTimeout || text.Contains("[ERROR] Aborting", StringComparison.Ordinal))
                    throw new EnvironmentException($"MariaDB did not start in {Folder}. The end of its log: {PrivateServer.Tail(text)}", exception);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), clock, cancellationToken);
        }
    }
}
