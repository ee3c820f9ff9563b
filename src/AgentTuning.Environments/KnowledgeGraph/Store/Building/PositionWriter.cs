using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace AgentTuning.Environments.KnowledgeGraph.Store.Building;

/// <summary>Writes onwards from a position of a file, through a buffer.</summary>
sealed class PositionWriter(SafeFileHandle handle, long position, int bufferSize)
{
    readonly byte[] _buffer = new byte[bufferSize];
    int _filled;

    /// <summary>Where the next byte goes.</summary>
    public long Position => position + _filled;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _buffer.Length - _filled)
        {
            Flush();
            if (bytes.Length >= _buffer.Length)
            {
                RandomAccess.Write(handle, bytes, position);
                position += bytes.Length;
                return;
            }
        }

        bytes.CopyTo(_buffer.AsSpan(_filled));
        _filled += bytes.Length;
    }

    public void Write<T>(T value)
        where T : unmanaged => Write(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)));

    public void Flush()
    {
        RandomAccess.Write(handle, _buffer.AsSpan(0, _filled), position);
        position += _filled;
        _filled = 0;
    }
}
