using AgentTuning.Environments.KnowledgeGraph.Programs;

namespace AgentTuning.Environments.KnowledgeGraph.Engines;

/// <summary>Answers the tools' queries over one graph. Names come without the namespace. Safe for several callers at once.</summary>
/// <remarks><see cref="QueryFailedException"/> where the agent's program cannot be run, <see cref="EnvironmentException"/> where the engine is at fault.</remarks>
interface IKnowledgeEngine
{
    /// <summary>The distinct predicates that lead from a thing; empty for an unknown one.</summary>
    Task<IReadOnlyCollection<string>> PredicatesOfAsync(string entity, CancellationToken cancellationToken);

    /// <summary>The distinct predicates that lead from what a program finds.</summary>
    Task<IReadOnlyCollection<string>> PredicatesOfAsync(KnowledgeProgram program, CancellationToken cancellationToken);

    /// <summary>What a program finds: ids, printed values, or one count.</summary>
    Task<IReadOnlyCollection<string>> ExecuteAsync(KnowledgeProgram program, CancellationToken cancellationToken);
}
