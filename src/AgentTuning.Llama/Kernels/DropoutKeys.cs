using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Kernels;

/// <summary>The keys of rows, for kernels in C# and for torch operators.</summary>
/// <param name="keys">One for each row.</param>
sealed class DropoutKeys(ulong[] keys) : IDisposable
{
    Tensor? _halves;

    /// <summary>One for each row.</summary>
    public ulong[] Keys => keys;

    /// <summary>The lower and the upper halves, which are freed with these keys.</summary>
    /// <returns>(keys, 2), 32-bit integers.</returns>
    public Tensor Halves(Device device) => _halves ??=
        tensor(MemoryMarshal.Cast<ulong, int>(keys).ToArray(), [keys.Length, 2], device: device).DetachFromDisposeScope();

    /// <inheritdoc/>
    public void Dispose() => _halves?.Dispose();
}
