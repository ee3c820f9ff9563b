namespace AgentTuning.Environments.KnowledgeGraph.Store;

/// <summary>Offsets of 4 or 8 bytes in a mapped file.</summary>
/// <param name="start">Where they lie in memory.</param>
/// <param name="isWide">True for 8 bytes.</param>
readonly unsafe struct MappedColumn(byte* start, bool isWide)
{
    /// <summary>A value; the caller keeps the index within the column.</summary>
    public ulong this[ulong index] => isWide ? ((ulong*)start)[index] : ((uint*)start)[index];
}
