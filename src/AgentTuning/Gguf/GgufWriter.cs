using System.Text;
using AgentTuning.Files;

namespace AgentTuning.Gguf;

/// <summary>Writes a GGUF file (version 3) front to back; it appears whole or not at all.</summary>
/// <remarks>Source: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md. Holds one piece of numbers at a time in memory.</remarks>
public sealed class GgufWriter : IAsyncDisposable
{
    const int Alignment = 32; // the format's default
    const int MaxNameLength = 63;
    const int MaxDimensions = 4;
    const int NumbersAtOnce = 1 << 16;

    readonly AtomicFile _file;
    readonly IReadOnlyList<GgufTensorPlan> _tensors;
    readonly byte[] _bytes = new byte[NumbersAtOnce * 4];
    int _tensor;
    long _written;

    GgufWriter(AtomicFile file, IReadOnlyList<GgufTensorPlan> tensors) => (_file, _tensors) = (file, tensors);

    /// <summary>Begins a file: writes the metadata and the table of tensors.</summary>
    /// <param name="path">Stays as it was until <see cref="CommitAsync"/>.</param>
    /// <param name="metadata">The keys and values.</param>
    /// <param name="tensors">In the order in which their numbers follow.</param>
    /// <param name="cancellationToken">Leaves what was there.</param>
    /// <exception cref="ArgumentException">A tensor's name or shape does not fit the format.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static async Task<GgufWriter> CreateAsync(
        string path, GgufMetadata metadata, IReadOnlyList<GgufTensorPlan> tensors, CancellationToken cancellationToken = default)
    {
        RequireFit(tensors);
        var file = AtomicFile.Create(path);
        try
        {
            await file.Stream.WriteAsync(Header(metadata, tensors), cancellationToken);
            return new GgufWriter(file, tensors);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>Writes the next numbers of the tensor at hand, and goes on to the next one after its last.</summary>
    /// <param name="numbers">For Q8_0, whole blocks.</param>
    /// <exception cref="ArgumentException">The tensor has fewer numbers left.</exception>
    /// <exception cref="InvalidDataException">A number does not fit the tensor's type.</exception>
    /// <exception cref="IOException">The disk is full.</exception>
    public void Write(ReadOnlySpan<float> numbers)
    {
        var tensor = _tensor < _tensors.Count ? _tensors[_tensor] : throw new ArgumentException("All tensors are written.", nameof(numbers));
        if (_written + numbers.Length > tensor.Count)
            throw new ArgumentException($"{tensor.Name} has {tensor.Count - _written} numbers left, and {numbers.Length} are given.", nameof(numbers));
        while (!numbers.IsEmpty)
        {
            var part = numbers[..Math.Min(NumbersAtOnce, numbers.Length)];
            RequireRange(tensor, part);
            var bytes = _bytes.AsSpan(0, (int)GgufNumbers.ByteCount(tensor.Type, part.Length));
            GgufNumbers.Encode(tensor.Type, part, bytes);
            _file.Stream.Write(bytes);
            _written += part.Length;
            numbers = numbers[part.Length..];
        }
        if (_written < tensor.Count) return;
        Span<byte> zeros = stackalloc byte[Alignment];
        zeros.Clear();
        _file.Stream.Write(zeros[..Padding(tensor.ByteCount)]);
        (_tensor, _written) = (_tensor + 1, 0);
    }

    /// <summary>Puts the file into its place.</summary>
    /// <exception cref="InvalidOperationException">Numbers are missing.</exception>
    public Task CommitAsync(CancellationToken cancellationToken = default) => _tensor == _tensors.Count
        ? _file.CommitAsync(cancellationToken)
        : throw new InvalidOperationException($"{_tensors[_tensor].Name} lacks {_tensors[_tensor].Count - _written} numbers.");

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _file.DisposeAsync();

    static byte[] Header(GgufMetadata metadata, IReadOnlyList<GgufTensorPlan> tensors)
    {
        using var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write("GGUF"u8);
            writer.Write(3u);
            writer.Write((ulong)tensors.Count);
            writer.Write((ulong)metadata.Count);
            writer.Flush();
            metadata.CopyTo(stream);
            var offset = 0L;
            foreach (var tensor in tensors)
            {
                var name = Encoding.UTF8.GetBytes(tensor.Name);
                writer.Write((ulong)name.Length);
                writer.Write(name);
                writer.Write((uint)tensor.Shape.Length);
                foreach (var size in tensor.Shape.Reverse()) writer.Write((ulong)size);
                writer.Write((uint)tensor.Type);
                writer.Write((ulong)offset);
                offset += tensor.ByteCount + Padding(tensor.ByteCount);
            }
        }
        stream.Write(new byte[Padding(stream.Length)]);
        return stream.ToArray();
    }

    static void RequireFit(IReadOnlyList<GgufTensorPlan> tensors)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, type, shape) in tensors)
        {
            if (Encoding.UTF8.GetByteCount(name) is 0 or > MaxNameLength)
                throw new ArgumentException($"The tensor's name '{name}' is empty or too long, expected up to {MaxNameLength} bytes.", nameof(tensors));
            if (!names.Add(name))
                throw new ArgumentException($"The tensor {name} is there twice.", nameof(tensors));
            if (shape.Length is 0 or > MaxDimensions || shape.Any(size => size < 1))
                throw new ArgumentException($"{name} has the shape [{string.Join(", ", shape)}], expected one to {MaxDimensions} dimensions above 0.", nameof(tensors));
            if (type == GgufTensorType.Q80 && shape[^1] % GgufNumbers.BlockLength != 0)
                throw new ArgumentException($"{name} has rows of {shape[^1]} numbers, expected a multiple of {GgufNumbers.BlockLength} for Q8_0.", nameof(tensors));
        }
    }

    // Scales of Q8_0 are binary16 as well, of a 127th of the largest number.
    static void RequireRange(GgufTensorPlan tensor, ReadOnlySpan<float> numbers)
    {
        var limit = tensor.Type switch
        {
            GgufTensorType.F16 => 65_519.99f, // above, the nearest number of the type is infinite
            GgufTensorType.Q80 => 65_519.99f * 127,
            GgufTensorType.BF16 => 3.39617e38f,
            _ => float.MaxValue,
        };
        foreach (var number in numbers)
        {
            if (Math.Abs(number) <= limit) continue;
            throw new InvalidDataException(float.IsFinite(number)
                ? FormattableString.Invariant($"{tensor.Name} holds {number}, which {tensor.Type} cannot hold. Choose bf16 or f32.")
                : FormattableString.Invariant($"{tensor.Name} holds {number}, expected numbers. Are the weights damaged, or did training diverge?"));
        }
    }

    static int Padding(long length) => (int)((Alignment - (length % Alignment)) % Alignment);
}
