namespace AgentTuning.Environments.KnowledgeGraph.Store.Building;

/// <summary>Hands the blocks of several files out, in their order, to several threads.</summary>
sealed class InputSequence : IDisposable
{
    readonly Lock _gate = new();
    readonly IReadOnlyList<string> _paths;
    NTriplesBlocks? _current;
    int _index;
    long _before;
    bool _isStopped;

    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    public InputSequence(IReadOnlyList<string> paths)
    {
        _paths = paths;
        foreach (var path in paths)
        {
            if (!File.Exists(path))
                throw new FileNotFoundException($"{path}: there is no such file.", path);
            Total += new FileInfo(path).Length;
        }
    }

    /// <summary>Bytes of all files.</summary>
    public long Total { get; }

    /// <summary>Fills a block; 0 at the end of the last file, or after <see cref="Stop"/>.</summary>
    public int Take(byte[] block, out int file, out long firstLine, out long done)
    {
        lock (_gate)
        {
            while (!_isStopped && _index < _paths.Count)
            {
                file = _index; // first, so that a fault of reading is known by its file
                _current ??= NTriplesBlocks.Open(_paths[_index]);
                var length = _current.Read(block, out firstLine);
                done = _before + _current.Position;
                if (length > 0)
                    return length;
                _before += new FileInfo(_paths[_index]).Length;
                _current.Dispose();
                _current = null;
                _index++;
            }
        }

        (file, firstLine, done) = (0, 0, Total);
        return 0;
    }

    /// <summary>Hands nothing out any more; blocks that were taken are finished, so that the first fault of the input is found.</summary>
    public void Stop()
    {
        lock (_gate)
            _isStopped = true;
    }

    public void Dispose() => _current?.Dispose();
}
