using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Kernels;

/// <summary>Tensors as kernels see them.</summary>
static unsafe class TensorMemory
{
    /// <summary>The first number of a tensor whose rows lie one after the other in the processor's memory; native memory, so it stays where it is.</summary>
    public static void* FirstElement(this Tensor tensor)
    {
        if (tensor.device_type != DeviceType.CPU)
            throw new InvalidOperationException($"The tensor lies on {tensor.device}, and the kernel reads the processor's memory.");
        // A span ends at 2 GB, and the table of a large vocabulary is longer.
        using var first = tensor.narrow(0, 0, Math.Min(1, tensor.size(0)));
        return Unsafe.AsPointer(ref MemoryMarshal.GetReference(first.bytes));
    }
}
