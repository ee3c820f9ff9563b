using AgentTuning.Environments.KnowledgeGraph.Official;
using AgentTuning.Environments.KnowledgeGraph.Store;

namespace AgentTuning.Environments.KnowledgeGraph.Engines;

/// <summary>Opens graphs in our own store: the task's own in memory, or the file of the settings for all tasks.</summary>
sealed class StoreGraphs : IGraphSource
{
    readonly TaskGraphs _graphs = new();
    readonly MappedKnowledgeStore? _store;
    readonly KnowledgeOntology? _ontology;

    /// <summary>Opens the file of the settings, where there is one.</summary>
    /// <exception cref="EnvironmentException">The file or the ontology is absent or malformed.</exception>
    public StoreGraphs(KnowledgeGraphSettings settings)
    {
        if (settings.Store is not { } path)
            return;
        try
        {
            _ontology = new KnowledgeOntology(OntologyFolder.Read(settings.Ontology!).All());
            _store = MappedKnowledgeStore.Open(path);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new EnvironmentException($"The store {path} cannot be opened: {exception.Message}", exception);
        }
    }

    public Task<OpenGraph> OpenAsync(KnowledgeGraphTask task, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_store is not null && task.Graph.World is null)
            return Task.FromResult(new OpenGraph(new StoreEngine(_store), _ontology!));
        var world = _graphs.Read(task.Graph)
            ?? throw new EnvironmentException("The task carries no graph. Name a store with the settings 'store' and 'ontology', or an endpoint with engine sparql.");
        return Task.FromResult(new OpenGraph(new StoreEngine(world.Store), new KnowledgeOntology(world.Ontology)));
    }

    public ValueTask DisposeAsync()
    {
        _store?.Dispose();
        return ValueTask.CompletedTask;
    }
}
