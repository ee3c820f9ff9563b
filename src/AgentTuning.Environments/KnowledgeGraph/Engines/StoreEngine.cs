using System.Globalization;
using AgentTuning.Environments.KnowledgeGraph.Programs;
using AgentTuning.Environments.KnowledgeGraph.Store;

namespace AgentTuning.Environments.KnowledgeGraph.Engines;

/// <summary>Answers the queries over a store, as a SPARQL engine answers the original's texts.</summary>
sealed class StoreEngine(IKnowledgeStore store) : IKnowledgeEngine
{
    /// <inheritdoc/>
    public Task<IReadOnlyCollection<string>> PredicatesOfAsync(string entity, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var subjects = store.Find(Freebase.Iri(entity)) is { } number ? new[] { number } : [];
        return Task.FromResult(Names(store.Predicates(subjects)));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyCollection<string>> PredicatesOfAsync(KnowledgeProgram program, CancellationToken cancellationToken)
    {
        if (program.Counts)
            throw new QueryFailedException("A count has no predicates.");
        return Task.FromResult(Names(store.Predicates([.. new ProgramRun(store, program, cancellationToken).Found()])));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyCollection<string>> ExecuteAsync(KnowledgeProgram program, CancellationToken cancellationToken) =>
        Task.FromResult(Execute(store, program, cancellationToken));

    /// <summary>What a program finds in a store: ids, printed values, or one count.</summary>
    /// <exception cref="QueryFailedException">It cannot be run.</exception>
    public static IReadOnlyCollection<string> Execute(IKnowledgeStore store, KnowledgeProgram program, CancellationToken cancellationToken)
    {
        var found = new ProgramRun(store, program, cancellationToken).Found();
        if (!program.Counts)
            return new SortedSet<string>(found.Select(number => GraphValue.Print(store.TermOf(number))), StringComparer.Ordinal);
        var distinct = found.Select(number => GraphValue.Identity(store.TermOf(number))).ToHashSet(StringComparer.Ordinal).Count;
        return [distinct.ToString(CultureInfo.InvariantCulture)];
    }

    IReadOnlyCollection<string> Names(uint[] predicates) =>
        [.. predicates.Select(number => store.TermOf(number).Text).Where(iri => iri.StartsWith(Freebase.Namespace, StringComparison.Ordinal)).Select(iri => iri[Freebase.Namespace.Length..])];
}
