using AgentTuning.Environments.KnowledgeGraph;
using AgentTuning.Environments.KnowledgeGraph.Engines;
using AgentTuning.Environments.KnowledgeGraph.Programs;

namespace AgentTuning.Environments.Tests.KnowledgeGraph;

/// <summary>Stands in for Freebase: lists the predicates that a recorded conversation lists next.</summary>
sealed class ObservedEngine(KnowledgeOntology ontology) : IKnowledgeEngine, IGraphSource
{
    public IReadOnlyCollection<string> Next { get; set; } = [];

    public Task<IReadOnlyCollection<string>> PredicatesOfAsync(string entity, CancellationToken cancellationToken) => Task.FromResult(Next);

    public Task<IReadOnlyCollection<string>> PredicatesOfAsync(KnowledgeProgram program, CancellationToken cancellationToken) => Task.FromResult(Next);

    public Task<IReadOnlyCollection<string>> ExecuteAsync(KnowledgeProgram program, CancellationToken cancellationToken) => Task.FromResult(Next);

    public Task<OpenGraph> OpenAsync(KnowledgeGraphTask task, CancellationToken cancellationToken) => Task.FromResult(new OpenGraph(this, ontology));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
