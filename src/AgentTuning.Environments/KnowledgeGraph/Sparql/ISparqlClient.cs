using AgentTuning.Environments.KnowledgeGraph.Programs;

namespace AgentTuning.Environments.KnowledgeGraph.Sparql;

/// <summary>Sends queries to an endpoint.</summary>
/// <remarks>
/// Safe for several callers at once. <see cref="QueryFailedException"/> where the endpoint refuses the query or takes too long over it,
/// <see cref="EnvironmentException"/> where it cannot be reached or says what is no result.
/// </remarks>
interface ISparqlClient
{
    /// <summary>The values of a query's one variable, in the order of the result.</summary>
    /// <param name="query">The query's text.</param>
    /// <param name="graph">The only graph that is asked; null asks all.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    Task<IReadOnlyList<string>> SelectAsync(string query, string? graph, CancellationToken cancellationToken);
}
