using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using AgentTuning.Environments.KnowledgeGraph.Programs;
using AgentTuning.Environments.KnowledgeGraph.Store;
using AgentTuning.Environments.Servers;

namespace AgentTuning.Environments.KnowledgeGraph.Sparql;

/// <summary>A private Virtuoso in a temporary folder that listens on loopback only.</summary>
sealed class VirtuosoServer : IAsyncDisposable
{
    const string Owner = "dba";

    static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(120);

    readonly VirtuosoProgram _program;
    readonly PrivateServer _server;
    readonly int _sqlPort;

    VirtuosoServer(VirtuosoProgram program, string folder, (int Sql, int Http) ports, TimeSpan queryTimeout)
    {
        (_program, _sqlPort) = (program, ports.Sql);
        Endpoint = new Uri($"http://127.0.0.1:{ports.Http}/sparql");
        Client = new SparqlClient(Endpoint, queryTimeout);
        _server = PrivateServer.Start(folder, program.Server, ["-f", "-c", Path.Combine(folder, "virtuoso.ini")]);
    }

    /// <summary>Where others can ask the server, on this machine only.</summary>
    public Uri Endpoint { get; }

    /// <summary>Asks the server.</summary>
    public SparqlClient Client { get; }

    /// <summary>Holds everything the server writes; removed when it stops.</summary>
    public string Folder => _server.Folder;

    /// <summary>The guard, which outlives this process just long enough to clean up.</summary>
    public int GuardId => _server.GuardId;

    /// <summary>Makes the folder, starts the server and waits until it answers.</summary>
    /// <exception cref="EnvironmentException">Virtuoso is missing or does not start; the message holds the end of its log.</exception>
    public static async Task<VirtuosoServer> StartAsync(TimeSpan queryTimeout, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (System.OperatingSystem.IsWindows())
            throw new EnvironmentException("A private Virtuoso needs Linux or macOS. Start a server yourself and name it with engine sparql and the setting endpoint.");
        var program = VirtuosoProgram.Find() ?? throw new EnvironmentException($"Virtuoso was {VirtuosoProgram.HowToInstall}.");
        var folder = PrivateServer.MakeFolder("agenttuning-virtuoso-");
        Directory.CreateDirectory(Path.Combine(folder, "data"));
        var ports = FreePorts();
        await File.WriteAllTextAsync(Path.Combine(folder, "virtuoso.ini"), VirtuosoConfiguration.Write(folder, ports.Sql, ports.Http, queryTimeout), cancellationToken);
        var server = new VirtuosoServer(program, folder, ports, queryTimeout);
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

    /// <summary>Loads statements as a graph of a name.</summary>
    /// <exception cref="EnvironmentException">The server refuses them.</exception>
    public async Task LoadAsync(string graph, IEnumerable<KnowledgeTriple> triples, CancellationToken cancellationToken)
    {
        var file = Path.Combine(Folder, "data", $"{RandomNumberGenerator.GetHexString(16, lowercase: true)}.nt");
        await using (var writer = new StreamWriter(file) { NewLine = "\n" })
            NTriples.Write(writer, triples);
        try
        {
            await RunSqlAsync($"DB.DBA.TTLP_MT(file_to_string_output('{file}'),'','{graph}',0);", cancellationToken);
        }
        finally
        {
            File.Delete(file);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server.DisposeAsync();
    }

    // Both are held until both are known, so that they differ.
    static (int Sql, int Http) FreePorts()
    {
        using var first = new TcpListener(IPAddress.Loopback, 0);
        using var second = new TcpListener(IPAddress.Loopback, 0);
        first.Start();
        second.Start();
        return (((IPEndPoint)first.LocalEndpoint).Port, ((IPEndPoint)second.LocalEndpoint).Port);
    }

    async Task RunSqlAsync(string statement, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(_program.Sql) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var argument in (string[])[$"127.0.0.1:{_sqlPort}", Owner, Owner, "ERRORS=STDOUT", "VERBOSE=OFF", $"exec={statement}"])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        var text = await output + await errors;
        if (process.ExitCode != 0 || text.Contains("*** Error", StringComparison.Ordinal))
            throw new EnvironmentException($"Virtuoso refused to load a graph (exit code {process.ExitCode}): {PrivateServer.Tail(text)}");
    }

    async Task WaitAsync(TimeProvider clock, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        while (true)
        {
            try
            {
                await Client.SelectAsync("SELECT ?x WHERE { ?x <urn:none> <urn:none> }", graph: null, cancellationToken);
                return;
            }
            catch (Exception exception) when (exception is EnvironmentException or QueryFailedException)
            {
                if (clock.GetElapsedTime(started) > StartTimeout || _server.HasExited)
                {
                    var log = Path.Combine(Folder, "virtuoso.log");
                    var text = File.Exists(log) ? await File.ReadAllTextAsync(log, cancellationToken) : "";
                    throw new EnvironmentException($"Virtuoso did not start in {Folder}. The end of its log: {PrivateServer.Tail(text)}", exception);
                }
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), clock, cancellationToken);
        }
    }
}
