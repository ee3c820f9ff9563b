using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Kernels;

/// <summary>A matrix of 32-bit floats that grows with the number of rows asked for and is kept from one use to the next.</summary>
/// <param name="width">Numbers in a row.</param>
sealed unsafe class RowBuffer(int width) : IDisposable
{
    Tensor? _tensor;

    /// <summary>The first number. Valid until more rows are asked for.</summary>
    public float* Data { get; private set; }

    /// <summary>Numbers in a row.</summary>
    public int Width => width;

    /// <summary>A view on the first rows for libtorch, which the caller's dispose scope frees. Their numbers are whatever was there.</summary>
    public Tensor Rows(int count)
    {
        Reserve(count);
        return _tensor!.narrow(0, 0, count);
    }

    /// <summary>A view on the first rows for our own kernels.</summary>
    public Matrix Matrix(int count)
    {
        Reserve(count);
        return new(Data, count, width, width);
    }

    /// <inheritdoc/>
    public void Dispose() => _tensor?.Dispose();

    void Reserve(int rows)
    {
        if (_tensor is not null && _tensor.size(0) >= rows) return;
        _tensor?.Dispose();
        _tensor = empty([rows, width]).DetachFromDisposeScope();
        // Native memory of the tensor: it stays where it is.
        Data = (float*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(_tensor.bytes));
    }
}
