namespace AgentTuning.Environments.KnowledgeGraph.Store.Building;

/// <summary>Writes offsets of 4 bytes, or of 8 where the largest needs them.</summary>
/// <param name="writer">Where to.</param>
/// <param name="largest">No offset is greater.</param>
sealed class OffsetWriter(PositionWriter writer, long largest)
{
    readonly bool _isWide = largest > uint.MaxValue;

    public int Width => _isWide ? sizeof(ulong) : sizeof(uint);

    public void Write(long offset)
    {
        if (_isWide)
            writer.Write((ulong)offset);
        else
            writer.Write((uint)offset);
    }
}
