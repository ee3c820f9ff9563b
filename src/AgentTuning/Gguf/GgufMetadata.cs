using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace AgentTuning.Gguf;

/// <summary>The keys and values at the start of a GGUF file, in the order in which they are added.</summary>
public sealed class GgufMetadata
{
    const uint UInt32 = 4, Int32 = 5, Float32 = 6, Bool = 7, Text = 8, Array = 9;

    readonly ArrayBufferWriter<byte> _bytes = new();
    readonly HashSet<string> _keys = new(StringComparer.Ordinal);

    /// <summary>The number of keys.</summary>
    public int Count => _keys.Count;

    /// <summary>Adds a text.</summary>
    public void Add(string key, string value)
    {
        Begin(key, Text);
        Write(value);
    }

    /// <summary>Adds a truth value.</summary>
    public void Add(string key, bool value)
    {
        Begin(key, Bool);
        _bytes.Write([value ? (byte)1 : (byte)0]);
    }

    /// <summary>Adds a whole number, from 0 on.</summary>
    public void Add(string key, int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value, key);
        Begin(key, UInt32);
        Write((uint)value);
    }

    /// <summary>Adds a number.</summary>
    public void Add(string key, float value)
    {
        Begin(key, Float32);
        Write(BitConverter.SingleToUInt32Bits(value));
    }

    /// <summary>Adds texts.</summary>
    public void Add(string key, IReadOnlyList<string> values)
    {
        BeginArray(key, Text, values.Count);
        foreach (var value in values) Write(value);
    }

    /// <summary>Adds whole numbers.</summary>
    public void Add(string key, IReadOnlyList<int> values)
    {
        BeginArray(key, Int32, values.Count);
        foreach (var value in values) Write(unchecked((uint)value));
    }

    /// <summary>Adds numbers.</summary>
    public void Add(string key, IReadOnlyList<float> values)
    {
        BeginArray(key, Float32, values.Count);
        foreach (var value in values) Write(BitConverter.SingleToUInt32Bits(value));
    }

    /// <summary>Writes all keys and values.</summary>
    internal void CopyTo(Stream stream) => stream.Write(_bytes.WrittenSpan);

    void Begin(string key, uint type)
    {
        if (!_keys.Add(key)) throw new ArgumentException($"The key '{key}' is there already.", nameof(key));
        Write(key);
        Write(type);
    }

    void BeginArray(string key, uint type, int count)
    {
        Begin(key, Array);
        Write(type);
        Write((ulong)count);
    }

    void Write(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Write((ulong)bytes.Length);
        _bytes.Write(bytes);
    }

    void Write(uint value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        _bytes.Write(bytes);
    }

    void Write(ulong value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        _bytes.Write(bytes);
    }
}
