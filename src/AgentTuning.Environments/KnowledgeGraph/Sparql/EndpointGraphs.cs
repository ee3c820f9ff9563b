using AgentTuning.Environments.KnowledgeGraph.Official;

namespace AgentTuning.Environments.KnowledgeGraph.Sparql;

/// <summary>Asks all tasks of the graph behind one endpoint.</summary>
sealed class EndpointGraphs : IGraphSource
{
    readonly SparqlClient _client;
    readonly OpenGraph _graph;

    /// <summary>Reads the ontology; the endpoint is asked later.</summary>
    /// <exception cref="EnvironmentException">The ontology is absent or malformed.</exception>
    public EndpointGraphs(KnowledgeGraphSettings settings)
    {
        try
        {
            var ontology = new KnowledgeOntology(OntologyFolder.Read(settings.Ontology!).All());
            _client = new SparqlClient(settings.Endpoint!, settings.QueryTimeout);
            _graph = new OpenGraph(new SparqlEngine(_client, graph: null), ontology);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new EnvironmentException($"The ontology {settings.Ontology} cannot be read: {exception.Message}", exception);
        }
    }

    public Task<OpenGraph> OpenAsync(KnowledgeGraphTask task, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return task.Graph.World is null
            ? Task.FromResult(_graph)
            : throw new EnvironmentException("A generated question is asked of its own world, not of an endpoint. Take engine store or virtuoso.");
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }
}
