namespace AgentTuning.Environments.KnowledgeGraph.Store.Building;

/// <summary>Where a sorted piece lies in the file of pieces.</summary>
/// <param name="TermsAt">Its terms, each with its length before it.</param>
/// <param name="TermBytes">Bytes of the terms.</param>
/// <param name="TermCount">How many they are.</param>
/// <param name="TriplesAt">Its statements.</param>
/// <param name="TripleCount">How many they are.</param>
sealed record SortedRun(long TermsAt, long TermBytes, int TermCount, long TriplesAt, int TripleCount);
