namespace AgentTuning.Cli.Knowledge;

/// <summary>What a store file says of itself.</summary>
/// <param name="Version">Of the file's format.</param>
/// <param name="Triples">Distinct statements.</param>
/// <param name="Terms">Distinct terms.</param>
/// <param name="Nodes">Distinct IRIs and blank nodes.</param>
/// <param name="Predicates">Distinct predicates.</param>
/// <param name="Bytes">Length of the file.</param>
/// <param name="Verified">True where the checksums of the whole file were compared.</param>
sealed record KnowledgeCounts(int Version, long Triples, long Terms, long Nodes, long Predicates, long Bytes, bool Verified);
