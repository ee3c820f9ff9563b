using AgentTuning.Environments.KnowledgeGraph.Engines;
using AgentTuning.Environments.KnowledgeGraph.Programs;

namespace AgentTuning.Environments.KnowledgeGraph.Sparql;

/// <summary>Answers the tools' queries by the original's texts.</summary>
/// <param name="client">Sends them.</param>
/// <param name="graph">The only graph that is asked; null asks all.</param>
sealed class SparqlEngine(ISparqlClient client, string? graph) : IKnowledgeEngine
{
    /// <inheritdoc/>
    public Task<IReadOnlyCollection<string>> PredicatesOfAsync(string entity, CancellationToken cancellationToken) =>
        SelectAsync(SparqlText.PredicatesOfEntity(entity), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyCollection<string>> PredicatesOfAsync(KnowledgeProgram program, CancellationToken cancellationToken) =>
        SelectAsync(SparqlText.PredicatesOf(program), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyCollection<string>> ExecuteAsync(KnowledgeProgram program, CancellationToken cancellationToken) =>
        SelectAsync(SparqlText.Query(program), cancellationToken);

    async Task<IReadOnlyCollection<string>> SelectAsync(string query, CancellationToken cancellationToken) =>
        new SortedSet<string>((await client.SelectAsync(query, graph, cancellationToken)).Select(Freebase.Shorten), StringComparer.Ordinal);
}
