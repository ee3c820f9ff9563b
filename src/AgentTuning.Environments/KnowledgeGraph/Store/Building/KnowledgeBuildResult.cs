namespace AgentTuning.Environments.KnowledgeGraph.Store.Building;

/// <summary>What was built.</summary>
/// <param name="Statements">Statements that were read, those that repeat too.</param>
/// <param name="Triples">Distinct statements.</param>
/// <param name="Terms">Distinct terms.</param>
/// <param name="Pieces">Pieces that were sorted in memory.</param>
/// <param name="FileLength">Bytes of the file.</param>
public sealed record KnowledgeBuildResult(long Statements, long Triples, long Terms, int Pieces, long FileLength);
