namespace AgentTuning.Environments.KnowledgeGraph.Store;

/// <summary>Bytes that grow and are written over again.</summary>
sealed class ByteBuffer
{
    byte[] _bytes = new byte[256];
    int _length;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public void Clear() => _length = 0;

    public void Add(byte value)
    {
        Reserve(1);
        _bytes[_length++] = value;
    }

    public void Add(ReadOnlySpan<byte> values)
    {
        Reserve(values.Length);
        values.CopyTo(_bytes.AsSpan(_length));
        _length += values.Length;
    }

    void Reserve(int count)
    {
        if (_length + count > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_length + count, _bytes.Length * 2));
    }
}
