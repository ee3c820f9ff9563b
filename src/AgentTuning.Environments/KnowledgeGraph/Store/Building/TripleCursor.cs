using System.Runtime.InteropServices;

namespace AgentTuning.Environments.KnowledgeGraph.Store.Building;

/// <summary>Walks over the sorted statements of a piece.</summary>
sealed class TripleCursor(PositionReader reader, int count) : IMergeCursor<TripleCursor>
{
    int _left = count;
    NumberedTriple _current;

    public NumberedTriple Current => _current;

    public bool MoveNext()
    {
        if (_left == 0)
            return false;
        _left--;
        _current = MemoryMarshal.Read<NumberedTriple>(reader.Take(NumberedTriple.Size));
        return true;
    }

    public bool IsBefore(TripleCursor other) => _current.CompareTo(other._current) < 0;
}
