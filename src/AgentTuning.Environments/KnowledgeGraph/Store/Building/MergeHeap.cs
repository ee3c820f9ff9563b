namespace AgentTuning.Environments.KnowledgeGraph.Store.Building;

/// <summary>Merges sorted sequences: the cursor with the smallest value is on top.</summary>
sealed class MergeHeap<T>
    where T : class, IMergeCursor<T>
{
    readonly List<T> _cursors = [];

    /// <param name="cursors">Stand before their first value.</param>
    public MergeHeap(IEnumerable<T> cursors)
    {
        foreach (var cursor in cursors)
            if (cursor.MoveNext())
                _cursors.Add(cursor);
        for (var i = (_cursors.Count / 2) - 1; i >= 0; i--)
            Sink(i);
    }

    /// <summary>The cursor with the smallest value, or null at the end.</summary>
    public T? Top => _cursors.Count > 0 ? _cursors[0] : null;

    /// <summary>Moves the top on.</summary>
    public void Advance()
    {
        if (!_cursors[0].MoveNext())
        {
            _cursors[0] = _cursors[^1];
            _cursors.RemoveAt(_cursors.Count - 1);
        }

        if (_cursors.Count > 1)
            Sink(0);
    }

    void Sink(int at)
    {
        var cursor = _cursors[at];
        while ((at * 2) + 1 < _cursors.Count)
        {
            var child = (at * 2) + 1;
            if (child + 1 < _cursors.Count && _cursors[child + 1].IsBefore(_cursors[child]))
                child++;
            if (!_cursors[child].IsBefore(cursor))
                break;
            _cursors[at] = _cursors[child];
            at = child;
        }

        _cursors[at] = cursor;
    }
}
