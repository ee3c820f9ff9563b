using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using AgentTuning.Environments.KnowledgeGraph.Engines;

namespace AgentTuning.Environments.KnowledgeGraph.Sparql;

/// <summary>Loads the graphs of tasks into a private Virtuoso, each under a name of its own, once.</summary>
sealed class VirtuosoGraphs : IGraphSource
{
    readonly VirtuosoServer _server;
    readonly TaskGraphs _graphs = new();
    readonly ConcurrentDictionary<string, Lazy<Task<OpenGraph>>> _loaded = new(StringComparer.Ordinal);

    VirtuosoGraphs(VirtuosoServer server) => _server = server;

    /// <summary>Starts the server.</summary>
    /// <exception cref="EnvironmentException">Virtuoso is missing or does not start.</exception>
    public static async Task<VirtuosoGraphs> StartAsync(KnowledgeGraphSettings settings, CancellationToken cancellationToken) =>
        new(await VirtuosoServer.StartAsync(settings.QueryTimeout, TimeProvider.System, cancellationToken));

    public Task<OpenGraph> OpenAsync(KnowledgeGraphTask task, CancellationToken cancellationToken)
    {
        var graph = task.Graph;
        if (graph is { World: null, Triples: null })
            throw new EnvironmentException("The task carries no graph, so there is nothing to load. Name an endpoint with engine sparql.");
        var key = graph.World is { } world ? $"world {world.Split} {world.Seed}" : graph.Triples!;
        var name = $"urn:agenttuning:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}";

        // One loads for all who wait, so a single episode's end does not stop it.
        return _loaded.GetOrAdd(name, _ => new Lazy<Task<OpenGraph>>(() => LoadAsync(name, graph))).Value.WaitAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    async Task<OpenGraph> LoadAsync(string name, TaskGraph graph)
    {
        var world = _graphs.Read(graph)!;
        await _server.LoadAsync(name, world.Triples, CancellationToken.None);
        return new OpenGraph(new SparqlEngine(_server.Client, name), new KnowledgeOntology(world.Ontology));
    }
}
