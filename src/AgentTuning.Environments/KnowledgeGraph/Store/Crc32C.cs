using System.Numerics;
using System.Runtime.InteropServices;

namespace AgentTuning.Environments.KnowledgeGraph.Store;

/// <summary>The checksum CRC-32C (Castagnoli; RFC 3720, section 12.1).</summary>
static class Crc32C
{
    /// <summary>The checksum of what came before and of these bytes; what came before is 0 at the beginning.</summary>
    public static uint Append(uint checksum, ReadOnlySpan<byte> bytes)
    {
        var crc = ~checksum;
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes))
            crc = BitOperations.Crc32C(crc, word);
        foreach (var value in bytes[(bytes.Length & ~7)..])
            crc = BitOperations.Crc32C(crc, value);
        return ~crc;
    }
}
