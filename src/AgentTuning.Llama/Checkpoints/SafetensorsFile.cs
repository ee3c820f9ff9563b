using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using AgentTuning.Llama.Models;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Checkpoints;

/// <summary>Tensors in a safetensors file, read one at a time into 32-bit floats.</summary>
sealed class SafetensorsFile : IDisposable
{
    const int BufferBytes = 1 << 20;
    const int HeaderAlignment = 8;

    readonly string _path;
    readonly FileStream _stream;

    /// <summary>Opens a file and checks its header.</summary>
    /// <exception cref="InvalidDataException">The header is no valid one.</exception>
    public SafetensorsFile(string path)
    {
        _path = path;
        _stream = File.OpenRead(path);
        try
        {
            Entries = SafetensorsHeader.Read(_stream, path);
        }
        catch
        {
            _stream.Dispose();
            throw;
        }
    }

    /// <summary>The tensors in the order of their bytes.</summary>
    public ImmutableArray<SafetensorsEntry> Entries { get; }

    /// <summary>Copies a tensor's numbers into another of the same shape.</summary>
    /// <param name="entry">One of <see cref="Entries"/>.</param>
    /// <param name="destination">Contiguous 32-bit floats.</param>
    /// <exception cref="InvalidDataException">The shapes differ.</exception>
    public void Read(SafetensorsEntry entry, Tensor destination)
    {
        if (!entry.Shape.AsSpan().SequenceEqual(destination.shape))
            throw new InvalidDataException(
                $"{_path}: tensor '{entry.Name}' has the shape [{string.Join(", ", entry.Shape)}], "
                + $"expected [{string.Join(", ", destination.shape)}] by the configuration.");
        _stream.Position = entry.Offset;
        var floats = MemoryMarshal.Cast<byte, float>(destination.bytes);
        var width = entry.Type == WeightType.F32 ? 4 : 2;
        var buffer = new byte[Math.Min(BufferBytes, entry.ByteCount)];
        while (!floats.IsEmpty)
        {
            var count = Math.Min(floats.Length, buffer.Length / width);
            var bytes = buffer.AsSpan(0, count * width);
            _stream.ReadExactly(bytes);
            FloatBytes.Decode(bytes, entry.Type, floats[..count]);
            floats = floats[count..];
        }
    }

    /// <summary>Writes tensors of 32-bit floats; the same tensors give the same bytes.</summary>
    public static void Write(Stream stream, IReadOnlyList<KeyValuePair<string, Tensor>> tensors, WeightType type)
    {
        var header = Header(tensors, type);
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        stream.Write(header);
        var buffer = new byte[BufferBytes];
        foreach (var (_, tensor) in tensors)
        {
            using var flat = tensor.detach().contiguous();
            var floats = MemoryMarshal.Cast<byte, float>(flat.bytes);
            while (!floats.IsEmpty)
            {
                var count = Math.Min(floats.Length, buffer.Length / 4);
                stream.Write(buffer.AsSpan(0, FloatBytes.Encode(floats[..count], type, buffer)));
                floats = floats[count..];
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    static byte[] Header(IReadOnlyList<KeyValuePair<string, Tensor>> tensors, WeightType type)
    {
        var width = type == WeightType.F32 ? 4 : 2;
        var offset = 0L;
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("__metadata__");
            writer.WriteString("format", "pt"); // Transformers refuses a file without it
            writer.WriteEndObject();
            foreach (var (name, tensor) in tensors)
            {
                writer.WriteStartObject(name);
                writer.WriteString("dtype", type.ToString());
                writer.WriteStartArray("shape");
                foreach (var size in tensor.shape) writer.WriteNumberValue(size);
                writer.WriteEndArray();
                writer.WriteStartArray("data_offsets");
                writer.WriteNumberValue(offset);
                offset += tensor.numel() * width;
                writer.WriteNumberValue(offset);
                writer.WriteEndArray();
                writer.WriteEndObject();
            }
            writer.WriteEndObject();
        }
        while (stream.Length % HeaderAlignment != 0) stream.WriteByte((byte)' ');
        return stream.ToArray();
    }
}
