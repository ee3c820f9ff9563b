using Microsoft.Win32.SafeHandles;

namespace AgentTuning.Environments.KnowledgeGraph.Store.Building;

/// <summary>Reads onwards through a part of a file, through a buffer that grows to the longest value.</summary>
sealed class PositionReader(SafeFileHandle handle, long position, long length, int bufferSize)
{
    byte[] _buffer = new byte[bufferSize];
    int _start;
    int _filled;
    long _left = length;

    /// <summary>The next bytes; they hold until the next call.</summary>
    public ReadOnlySpan<byte> Take(int count)
    {
        if (_filled - _start < count)
            Fill(count);
        _start += count;
        return _buffer.AsSpan(_start - count, count);
    }

    void Fill(int count)
    {
        var kept = _filled - _start;
        if (kept + _left < count)
            throw new EndOfStreamException("A temporary file ended early. Was it changed by another program? Build again.");
        if (count > _buffer.Length)
        {
            var larger = new byte[Math.Max(count, (int)Math.Min((long)_buffer.Length * 2, Array.MaxLength))];
            _buffer.AsSpan(_start, kept).CopyTo(larger);
            _buffer = larger;
        }
        else
        {
            _buffer.AsSpan(_start, kept).CopyTo(_buffer);
        }

        (_start, _filled) = (0, kept);
        while (_filled < count)
        {
            var read = RandomAccess.Read(handle, _buffer.AsSpan(_filled, (int)Math.Min(_buffer.Length - _filled, _left)), position);
            if (read == 0)
                throw new EndOfStreamException("A temporary file ended early. Was it changed by another program? Build again.");
            position += read;
            _left -= read;
            _filled += read;
        }
    }
}
