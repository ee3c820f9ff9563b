namespace AgentTuning.Environments.KnowledgeGraph.Store;

/// <summary>The parts of a store file, in the order of the file.</summary>
enum KnowledgeSection
{
    /// <summary>The packed terms, ascending by their bytes.</summary>
    Terms,

    /// <summary>Where each term begins in <see cref="Terms"/>, and the end.</summary>
    TermOffsets,

    /// <summary>The numbers of the terms that are predicates, ascending.</summary>
    Predicates,

    /// <summary>For each IRI and blank node the first of its pairs, and the end.</summary>
    Rows,

    /// <summary>For each pair of a subject and a predicate the predicate's place in <see cref="Predicates"/>.</summary>
    PairPredicates,

    /// <summary>For each pair its first object, and the end.</summary>
    PairOffsets,

    /// <summary>The numbers of the objects, ascending within a pair.</summary>
    Objects,
}
