using System.Buffers.Binary;

namespace AgentTuning.Environments.KnowledgeGraph.Store.Building;

/// <summary>Walks over the sorted terms of a piece.</summary>
sealed class TermCursor(PositionReader reader, int count) : IMergeCursor<TermCursor>
{
    byte[] _term = new byte[64];
    int _length;
    int _left = count;
    ulong _key;

    public ReadOnlySpan<byte> Term => _term.AsSpan(0, _length);

    public bool MoveNext()
    {
        if (_left == 0)
            return false;
        _left--;
        _length = BinaryPrimitives.ReadInt32LittleEndian(reader.Take(sizeof(int)));
        if (_term.Length < _length)
            _term = new byte[_length * 2];
        reader.Take(_length).CopyTo(_term);
        _key = RunBuilder.Key(Term);
        return true;
    }

    public bool IsBefore(TermCursor other) => _key != other._key ? _key < other._key : Term.SequenceCompareTo(other.Term) < 0;
}
