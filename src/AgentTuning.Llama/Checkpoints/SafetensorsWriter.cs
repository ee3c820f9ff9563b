using System.Buffers.Binary;
using System.Text.Json;
using AgentTuning.Llama.Models;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Checkpoints;

/// <summary>The parts of a safetensors file as this project writes it.</summary>
static class SafetensorsWriter
{
    const int HeaderAlignment = 8;
    const long NumbersAtOnce = 1 << 20;

    /// <summary>What stands before the numbers of tensors: a length, then JSON padded with spaces to a multiple of 8 bytes.</summary>
    public static byte[] Header(IReadOnlyList<(string Name, WeightType Type, long[] Shape)> tensors)
    {
        var offset = 0L;
        using var stream = new MemoryStream();
        stream.Write(stackalloc byte[8]);
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("__metadata__");
            writer.WriteString("format", "pt"); // Transformers refuses a file without it
            writer.WriteEndObject();
            foreach (var (name, type, shape) in tensors)
            {
                writer.WriteStartObject(name);
                writer.WriteString("dtype", type.ToString());
                writer.WriteStartArray("shape");
                foreach (var size in shape) writer.WriteNumberValue(size);
                writer.WriteEndArray();
                writer.WriteStartArray("data_offsets");
                writer.WriteNumberValue(offset);
                offset += shape.Aggregate((long)WeightTypes.Width(type), (product, size) => product * size);
                writer.WriteNumberValue(offset);
                writer.WriteEndArray();
                writer.WriteEndObject();
            }
            writer.WriteEndObject();
        }
        while (stream.Length % HeaderAlignment != 0) stream.WriteByte((byte)' ');
        var header = stream.ToArray();
        BinaryPrimitives.WriteInt64LittleEndian(header, header.Length - 8);
        return header;
    }

    /// <summary>Writes a tensor's numbers, rounded to the nearest and to even between two.</summary>
    public static void WriteNumbers(Stream stream, Tensor tensor, WeightType type)
    {
        using var guard = no_grad();
        using var whole = tensor.detach();
        using var flat = whole.contiguous();
        using var row = flat.view(-1);
        for (var first = 0L; first < row.numel(); first += NumbersAtOnce)
        {
            using var part = row.narrow(0, first, Math.Min(NumbersAtOnce, row.numel() - first));
            using var wanted = part.to(WeightTypes.ScalarOf(type), CPU);
            stream.Write(wanted.bytes);
        }
    }
}
