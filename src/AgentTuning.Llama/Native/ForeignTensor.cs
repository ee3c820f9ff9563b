using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Native;

/// <summary>Tensors on memory that is not libtorch's own.</summary>
static unsafe partial class ForeignTensor
{
    /// <summary>Called by libtorch when the last tensor on the memory is freed.</summary>
    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    public delegate void Freed(IntPtr memory);

    /// <summary>A contiguous tensor on the processor whose numbers lie at an address.</summary>
    /// <param name="memory">Holds the numbers until <paramref name="freed"/> is called; aligned to the width of a number.</param>
    /// <param name="shape">The sizes of its dimensions.</param>
    /// <param name="type">The type of its numbers.</param>
    /// <param name="freed">Must stay reachable until it is called.</param>
    public static Tensor Create(void* memory, ReadOnlySpan<long> shape, ScalarType type, Freed freed)
    {
        NativeTorch.EnsureLoaded();
        fixed (long* sizes = shape)
        {
            var handle = THSTensor_new(
                (IntPtr)memory, Marshal.GetFunctionPointerForDelegate(freed), (IntPtr)sizes, shape.Length,
                (sbyte)type, (sbyte)type, (int)DeviceType.CPU, deviceIndex: -1, requiresGradient: false);
            if (handle == IntPtr.Zero) CheckForErrors();
            return Tensor.UnsafeCreateTensor(handle);
        }
    }

    [LibraryImport(NativeTorch.BindingName)]
    private static partial IntPtr THSTensor_new(
        IntPtr memory, IntPtr freed, IntPtr sizes, int dimensions, sbyte type, sbyte wantedType, int device, int deviceIndex,
        [MarshalAs(UnmanagedType.U1)] bool requiresGradient);
}
