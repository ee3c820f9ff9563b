namespace AgentTuning.Environments.KnowledgeGraph.Store;

/// <summary>A graph of triples that is walked forwards: from subjects, by a predicate, to objects.</summary>
/// <remarks>Safe for several readers at once. Terms have numbers; the number of a term is the same in every place of a triple.</remarks>
public interface IKnowledgeStore
{
    /// <summary>The number of a term, or null where the graph lacks it.</summary>
    uint? Find(KnowledgeTerm term);

    /// <summary>The term of a number that this store gave.</summary>
    KnowledgeTerm TermOf(uint number);

    /// <summary>The distinct predicates that lead from any of the subjects, ascending; literals have none.</summary>
    uint[] Predicates(ReadOnlySpan<uint> subjects);

    /// <summary>The distinct objects that a predicate leads to from any of the subjects, ascending.</summary>
    uint[] Objects(ReadOnlySpan<uint> subjects, uint predicate);
}
