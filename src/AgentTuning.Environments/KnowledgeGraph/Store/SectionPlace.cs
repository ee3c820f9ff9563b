namespace AgentTuning.Environments.KnowledgeGraph.Store;

/// <summary>Where a part of a store file lies.</summary>
/// <param name="Offset">From the beginning of the file, in bytes.</param>
/// <param name="Length">In bytes.</param>
/// <param name="Width">Of one value, in bytes.</param>
/// <param name="Checksum">CRC-32C of the part.</param>
readonly record struct SectionPlace(long Offset, long Length, int Width, uint Checksum);
