using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;

namespace AgentTuning.Gguf;

/// <summary>Reads what stands before the numbers of a GGUF file, which may be anyone's: counts and lengths are checked against the file's before memory is taken.</summary>
/// <param name="stream">At its start.</param>
/// <param name="path">Names the file in messages.</param>
sealed class GgufHeaderReader(Stream stream, string path)
{
    const int MaxKeys = 1 << 16;
    const int MaxTensors = 1 << 16;
    const int MaxNameLength = 1 << 16;
    const int MaxTextLength = 1 << 26;
    const int MaxItems = 1 << 24;
    const int MaxDimensions = 4;
    const int DefaultAlignment = 32;

    readonly byte[] _bytes = new byte[8];

    /// <summary>Keys and tensors.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or of another version.</exception>
    public (GgufKeys Keys, ImmutableArray<GgufTensor> Tensors) Read()
    {
        if (!Take(4).SequenceEqual("GGUF"u8)) throw Fault("does not begin with GGUF. Is it a GGUF file?");
        if (UInt32() is var version and not (2 or 3)) throw Fault($"is of version {version}, expected 2 or 3 in little-endian order.");
        var tensorCount = Count("tensors", MaxTensors);
        var keyCount = Count("keys", MaxKeys);
        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        for (var i = 0; i < keyCount; i++)
        {
            var key = Text(MaxNameLength);
            if (!values.TryAdd(key, Value(UInt32(), isInArray: false))) throw Fault($"has the key '{key}' twice.");
        }
        var keys = new GgufKeys(path, values);
        var infos = Enumerable.Range(0, tensorCount).Select(_ => Info()).ToList();
        return (keys, Place(infos, keys.WholeNumber("general.alignment") ?? DefaultAlignment));
    }

    ImmutableArray<GgufTensor> Place(List<GgufTensor> infos, int alignment)
    {
        if (alignment is 0 || alignment % 8 != 0) throw Fault($"has an alignment of {alignment}, expected a multiple of 8.");
        var start = (stream.Position + alignment - 1) / alignment * alignment;
        var names = new HashSet<string>(StringComparer.Ordinal);
        var placed = ImmutableArray.CreateBuilder<GgufTensor>(infos.Count);
        foreach (var info in infos)
        {
            if (!names.Add(info.Name)) throw Fault($"has the tensor '{info.Name}' twice.");
            if (info.Offset % alignment != 0) throw Fault($"has the tensor '{info.Name}' at {info.Offset}, expected a multiple of {alignment}.");
            if (info.Type is { } type && info.Offset > stream.Length - start - GgufNumbers.ByteCount(type, info.Count))
                throw Fault($"ends within the tensor '{info.Name}'. Was it copied whole?");
            placed.Add(info with { Offset = start + info.Offset });
        }
        return placed.MoveToImmutable();
    }

    GgufTensor Info()
    {
        var name = Text(MaxNameLength);
        var dimensions = UInt32();
        if (dimensions is 0 or > MaxDimensions) throw Fault($"has the tensor '{name}' with {dimensions} dimensions, expected 1 to {MaxDimensions}.");
        var sizes = new long[dimensions];
        for (var i = sizes.Length - 1; i >= 0; i--) // the innermost comes first
        {
            var size = UInt64();
            sizes[i] = size is > 0 and < int.MaxValue ? (long)size : throw Fault($"has the tensor '{name}' with a dimension of {size}.");
        }
        var tensor = new GgufTensor(name, UInt32(), [.. sizes], (long)Math.Min(UInt64(), long.MaxValue));
        if (sizes.Aggregate(1.0, (product, size) => product * size) > 1L << 48) throw Fault($"has the tensor '{name}' of an absurd size.");
        if (tensor.Type == GgufTensorType.Q80 && sizes[^1] % GgufNumbers.BlockLength != 0)
            throw Fault($"has the tensor '{name}' in Q8_0 with rows of {sizes[^1]}, expected a multiple of {GgufNumbers.BlockLength}.");
        return tensor;
    }

    object Value(uint type, bool isInArray) => type switch
    {
        0 => (long)Take(1)[0],
        1 => (long)(sbyte)Take(1)[0],
        2 => (long)BinaryPrimitives.ReadUInt16LittleEndian(Take(2)),
        3 => (long)BinaryPrimitives.ReadInt16LittleEndian(Take(2)),
        4 => (long)UInt32(),
        5 => (long)BinaryPrimitives.ReadInt32LittleEndian(Take(4)),
        6 => BinaryPrimitives.ReadSingleLittleEndian(Take(4)),
        7 => Take(1)[0] != 0,
        8 => Text(MaxTextLength),
        9 when !isInArray => Array(),
        10 => UInt64(),
        11 => BinaryPrimitives.ReadInt64LittleEndian(Take(8)),
        12 => BinaryPrimitives.ReadDoubleLittleEndian(Take(8)),
        9 => throw Fault("has an array of arrays, which no key that is read here has."),
        _ => throw Fault($"has a value of type {type}, expected 0 to 12."),
    };

    object[] Array()
    {
        var type = UInt32();
        var items = new object[Count("items of an array", MaxItems)];
        for (var i = 0; i < items.Length; i++) items[i] = Value(type, isInArray: true);
        return items;
    }

    // Everything counted takes a byte or more.
    int Count(string what, int limit)
    {
        var count = UInt64();
        return count <= (ulong)Math.Min(limit, stream.Length - stream.Position) ? (int)count : throw Fault($"says it has {count} {what}, which do not fit.");
    }

    string Text(int limit)
    {
        var bytes = new byte[Count("bytes of a text", limit)];
        stream.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    ReadOnlySpan<byte> Take(int count)
    {
        if (stream.ReadAtLeast(_bytes.AsSpan(0, count), count, throwOnEndOfStream: false) < count) throw Fault("ends within its header. Was it copied whole?");
        return _bytes.AsSpan(0, count);
    }

    InvalidDataException Fault(string what) => new($"{path} {what}");
}
