using System.Collections.Immutable;

namespace AgentTuning.Gguf;

/// <summary>A GGUF file: its keys and its tensors, whose numbers are read when they are asked for.</summary>
public sealed class GgufFile : IDisposable
{
    const int NumbersAtOnce = 1 << 16;

    readonly FileStream _stream;
    readonly string _path;

    GgufFile(FileStream stream, string path)
    {
        (_stream, _path) = (stream, path);
        (Keys, Tensors) = new GgufHeaderReader(stream, path).Read();
    }

    /// <summary>The keys and values.</summary>
    public GgufKeys Keys { get; }

    /// <summary>The tensors in the order of the table.</summary>
    public ImmutableArray<GgufTensor> Tensors { get; }

    /// <summary>Opens a file and reads its keys and its table of tensors.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static GgufFile Open(string path)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
        try
        {
            return new GgufFile(stream, path);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Reads a tensor's numbers as 32-bit floats.</summary>
    /// <param name="tensor">One of <see cref="Tensors"/>.</param>
    /// <param name="first">The first number wanted, at the start of a block.</param>
    /// <param name="numbers">Is filled; whole blocks.</param>
    /// <exception cref="NotSupportedException">Its type is not read here.</exception>
    public void Read(GgufTensor tensor, long first, Span<float> numbers)
    {
        var type = tensor.Type ?? throw new NotSupportedException($"{_path}: '{tensor.Name}' is of type {tensor.TypeNumber}; read are f32, f16, bf16 and q8_0.");
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first + numbers.Length, tensor.Count);
        var bytes = new byte[GgufNumbers.ByteCount(type, Math.Min(NumbersAtOnce, numbers.Length))];
        for (var done = 0; done < numbers.Length; done += NumbersAtOnce)
        {
            var part = numbers[done..Math.Min(done + NumbersAtOnce, numbers.Length)];
            var taken = bytes.AsSpan(0, (int)GgufNumbers.ByteCount(type, part.Length));
            _stream.Position = tensor.Offset + GgufNumbers.ByteCount(type, first + done);
            _stream.ReadExactly(taken);
            GgufNumbers.Decode(type, taken, part);
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _stream.Dispose();
}
