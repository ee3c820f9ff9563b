using System.Collections.Immutable;
using AgentTuning.Llama.Models;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Checkpoints;

/// <summary>Tensors in a safetensors file, mapped into memory.</summary>
sealed class SafetensorsFile : IDisposable
{
    const int BytesAtOnce = 1 << 24;

    readonly string _path;
    readonly MappedFile _mapping;

    /// <summary>Opens a file and checks its header.</summary>
    /// <exception cref="InvalidDataException">The header is no valid one.</exception>
    public SafetensorsFile(string path)
    {
        _path = path;
        using (var stream = File.OpenRead(path))
        {
            Entries = SafetensorsHeader.Read(stream, path);
            Header = new byte[stream.Position];
            stream.Position = 0;
            stream.ReadExactly(Header);
        }
        _mapping = new(path);
    }

    /// <summary>The tensors in the order of their bytes.</summary>
    public ImmutableArray<SafetensorsEntry> Entries { get; }

    /// <summary>Everything before the first tensor's bytes.</summary>
    public byte[] Header { get; }

    /// <summary>Copies a tensor's numbers into another of the same shape, converted to its type.</summary>
    /// <param name="entry">One of <see cref="Entries"/>.</param>
    /// <param name="destination">Of any number type.</param>
    /// <exception cref="InvalidDataException">The shapes differ.</exception>
    public void Read(SafetensorsEntry entry, Tensor destination)
    {
        RequireShape(entry, destination.shape);
        using (var stored = Stored(entry)) destination.copy_(stored);
        _mapping.Forget(entry.Offset, entry.ByteCount);
    }

    /// <summary>True where a tensor can lie on the file's own bytes.</summary>
    public static bool IsAligned(SafetensorsEntry entry) => entry.Offset % WeightTypes.Width(entry.Type) == 0;

    /// <summary>A tensor on the bytes of an aligned entry and those that follow it, which stay as long as it does.</summary>
    /// <param name="first">The first of <see cref="Entries"/> that it covers.</param>
    /// <param name="shape">Of the whole tensor; the caller has checked that the entries fill it.</param>
    public Tensor Map(SafetensorsEntry first, ReadOnlySpan<long> shape) => _mapping.Tensor(first.Offset, shape, WeightTypes.ScalarOf(first.Type));

    /// <summary>Checks a shape.</summary>
    /// <exception cref="InvalidDataException">The shapes differ.</exception>
    public void RequireShape(SafetensorsEntry entry, ReadOnlySpan<long> shape)
    {
        if (!entry.Shape.AsSpan().SequenceEqual(shape))
            throw new InvalidDataException(
                $"{_path}: tensor '{entry.Name}' has the shape [{string.Join(", ", entry.Shape)}], "
                + $"expected [{string.Join(", ", shape.ToArray())}] by the configuration.");
    }

    /// <summary>The bytes of a small tensor.</summary>
    public ReadOnlySpan<byte> Bytes(SafetensorsEntry entry) => _mapping.Bytes(entry.Offset, checked((int)entry.ByteCount));

    /// <summary>Writes a tensor's bytes as they are.</summary>
    public void CopyTo(SafetensorsEntry entry, Stream stream)
    {
        for (var done = 0L; done < entry.ByteCount; done += BytesAtOnce)
            stream.Write(_mapping.Bytes(entry.Offset + done, (int)Math.Min(BytesAtOnce, entry.ByteCount - done)));
        _mapping.Forget(entry.Offset, entry.ByteCount);
    }

    /// <summary>True if two tensors of the same shape have the same type and bytes.</summary>
    public bool HasSameNumbers(SafetensorsEntry entry, SafetensorsFile other, SafetensorsEntry otherEntry)
    {
        if (entry.Type != otherEntry.Type) return false;
        for (var done = 0L; done < entry.ByteCount; done += BytesAtOnce)
        {
            var length = (int)Math.Min(BytesAtOnce, entry.ByteCount - done);
            if (!_mapping.Bytes(entry.Offset + done, length).SequenceEqual(other._mapping.Bytes(otherEntry.Offset + done, length))) return false;
        }
        return true;
    }

    /// <summary>Writes tensors in one number type; the same tensors give the same bytes.</summary>
    public static void Write(Stream stream, IReadOnlyList<KeyValuePair<string, Tensor>> tensors, WeightType type)
    {
        stream.Write(SafetensorsWriter.Header([.. tensors.Select(tensor => (tensor.Key, type, tensor.Value.shape))]));
        foreach (var (_, tensor) in tensors) SafetensorsWriter.WriteNumbers(stream, tensor, type);
    }

    /// <summary>Closes the file; tensors on its bytes stay.</summary>
    public void Dispose() => _mapping.Dispose();

    /// <summary>A tensor in its own type on the file's bytes; bytes that are not aligned are moved to where they are.</summary>
    public Tensor Stored(SafetensorsEntry entry)
    {
        if (IsAligned(entry)) return Map(entry, entry.Shape.AsSpan());
        var aligned = empty([.. entry.Shape], WeightTypes.ScalarOf(entry.Type));
        using var flat = aligned.view(-1);
        var width = WeightTypes.Width(entry.Type);
        for (var done = 0L; done < entry.ByteCount; done += BytesAtOnce)
        {
            var length = (int)Math.Min(BytesAtOnce, entry.ByteCount - done);
            using var part = flat.narrow(0, done / width, length / width);
            _mapping.Bytes(entry.Offset + done, length).CopyTo(part.bytes);
        }
        return aligned;
    }
}
