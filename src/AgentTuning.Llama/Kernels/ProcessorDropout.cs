using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using AgentTuning.Llama.Models;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Kernels;

/// <summary>Dropout in the processor's memory, eight inputs at a time.</summary>
sealed unsafe class ProcessorDropout(ThreadTeam team) : IDropoutKernel
{
    const int Lanes = 8;

    static readonly Vector256<uint> Steps = Vector256.Create(0u, 1, 2, 3, 4, 5, 6, 7) * ColumnDropout.Spread;

    /// <inheritdoc/>
    public void Forward(ColumnDropout dropout, DropoutKeys keys, Tensor input, Tensor output)
    {
        if (input.dtype == ScalarType.BFloat16) Each<BrainFloat16>(dropout, keys, input, output, isAdded: false);
        else Each<Float32>(dropout, keys, input, output, isAdded: false);
    }

    /// <inheritdoc/>
    public void AddBackward(ColumnDropout dropout, DropoutKeys keys, Tensor outer, Tensor inner)
    {
        if (outer.dtype == ScalarType.BFloat16) Each<BrainFloat16>(dropout, keys, outer, inner, isAdded: true);
        else Each<Float32>(dropout, keys, outer, inner, isAdded: true);
    }

    void Each<T>(ColumnDropout dropout, DropoutKeys keys, Tensor from, Tensor to, bool isAdded)
        where T : unmanaged, IElement<T>
    {
        var (source, target, width) = ((nint)from.FirstElement(), (nint)to.FirstElement(), (nint)from.size(1));
        team.Split((int)from.size(0), 1, (first, end) =>
        {
            for (var row = first; row < end; row++)
                Row(dropout, keys.Keys[row], (T*)source + row * width, (T*)target + row * width, (int)width, isAdded);
        });
    }

    static void Row<T>(ColumnDropout dropout, ulong key, T* from, T* to, int width, bool isAdded)
        where T : unmanaged, IElement<T>
    {
        var (low, high) = ((uint)key, Vector256.Create((uint)(key >> 32)));
        var (threshold, factor) = (Vector256.Create(dropout.Threshold), Vector256.Create(dropout.Factor));
        var i = 0;
        for (; i <= width - Lanes; i += Lanes)
        {
            var counter = Vector256.Create((dropout.FirstInput + (uint)i) * ColumnDropout.Spread + low) + Steps;
            var isSeen = Vector256.GreaterThanOrEqual(Draw(counter, high), threshold).AsSingle();
            var value = Vector256.BitwiseAnd(isSeen, T.Load(from + i) * factor);
            T.Store(isAdded ? T.Load(to + i) + value : value, to + i);
        }
        for (; i < width; i++)
        {
            var value = dropout.Hides(key, i) ? 0 : T.Widen(from[i]) * dropout.Factor;
            to[i] = T.Narrow(isAdded ? T.Widen(to[i]) + value : value);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<uint> Draw(Vector256<uint> counter, Vector256<uint> high)
    {
        var x = (counter ^ (counter >>> 16)) * ColumnDropout.First;
        x = (x ^ (x >>> 15) ^ high) * ColumnDropout.Second;
        return x ^ (x >>> 16);
    }
}
