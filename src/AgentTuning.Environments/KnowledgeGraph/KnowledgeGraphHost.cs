namespace AgentTuning.Environments.KnowledgeGraph;

/// <summary>Opens knowledge-graph episodes over one source of graphs.</summary>
sealed class KnowledgeGraphHost(IGraphSource graphs, TypeRules rules) : IEnvironmentHost
{
    public ValueTask<IEnvironment> OpenAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult<IEnvironment>(new KnowledgeGraphEnvironment(graphs, rules));
    }

    public ValueTask DisposeAsync() => graphs.DisposeAsync();
}
