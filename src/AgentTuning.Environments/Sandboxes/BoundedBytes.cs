using System.Buffers;

namespace AgentTuning.Environments.Sandboxes;

/// <summary>Keeps the beginning of what comes.</summary>
/// <param name="limit">The bytes that are kept.</param>
sealed class BoundedBytes(int limit)
{
    readonly ArrayBufferWriter<byte> _kept = new();

    /// <summary>True where there was more than the limit.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Takes what came next.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        var kept = Math.Min(bytes.Length, limit - _kept.WrittenCount);
        _kept.Write(bytes[..kept]);
        IsCut |= kept < bytes.Length;
    }

    /// <summary>What was kept.</summary>
    public byte[] ToArray() => _kept.WrittenSpan.ToArray();
}
