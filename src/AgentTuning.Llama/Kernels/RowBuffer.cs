using TorchSharp;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Kernels;

/// <summary>A matrix that grows with the number of rows asked for and is kept from one use to the next.</summary>
/// <param name="width">Numbers in a row.</param>
/// <param name="type">Of the numbers.</param>
/// <param name="device">Where it lies.</param>
sealed unsafe class RowBuffer(int width, ScalarType type, Device device) : IDisposable
{
    Tensor? _tensor;

    /// <summary>A matrix of 32-bit floats in the processor's memory.</summary>
    public RowBuffer(int width)
        : this(width, ScalarType.Float32, CPU)
    {
    }

    /// <summary>The first number, on the processor. Valid until more rows are asked for.</summary>
    public void* Data { get; private set; }

    /// <summary>Numbers in a row.</summary>
    public int Width => width;

    /// <summary>Of the numbers.</summary>
    public ScalarType Type => type;

    /// <summary>The rows in use.</summary>
    public int Count { get; private set; }

    /// <summary>The bytes of memory that are held.</summary>
    public long Bytes => _tensor is null ? 0 : BytesFor(_tensor.size(0));

    /// <summary>The rows in use as 32-bit floats, for kernels that compute in no other type.</summary>
    public Matrix Floats => type == ScalarType.Float32
        ? new((float*)Data, Count, width, width)
        : throw new InvalidOperationException($"The rows are {type}, expected {ScalarType.Float32}.");

    /// <summary>Puts a number of rows in use. Their numbers are whatever was there.</summary>
    public RowBuffer Use(int count)
    {
        Count = count;
        if (_tensor is not null && _tensor.size(0) >= count) return this;
        _tensor?.Dispose();
        _tensor = empty([count, width], dtype: type, device: device).DetachFromDisposeScope();
        Data = device.type == DeviceType.CPU ? _tensor.FirstElement() : null;
        return this;
    }

    /// <summary>A view on the rows in use for libtorch, which the caller's dispose scope frees.</summary>
    public Tensor View() => _tensor!.narrow(0, 0, Count);

    /// <summary>The bytes that a number of rows takes.</summary>
    public long BytesFor(long rows) => rows * width * type.ElementSize();

    /// <inheritdoc/>
    public void Dispose() => _tensor?.Dispose();
}
