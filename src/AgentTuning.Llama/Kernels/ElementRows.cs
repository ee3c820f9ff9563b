using System.Runtime.Intrinsics;

namespace AgentTuning.Llama.Kernels;

/// <summary>Loops over numbers of one or two types.</summary>
static unsafe class ElementRows
{
    const int Lanes = 8;

    /// <summary>Copies numbers into another type.</summary>
    public static void Convert<TFrom, TTo>(TFrom* from, TTo* to, nint count)
        where TFrom : unmanaged, IElement<TFrom>
        where TTo : unmanaged, IElement<TTo>
    {
        nint i = 0;
        for (; i + Lanes <= count; i += Lanes) TTo.Store(TFrom.Load(from + i), to + i);
        for (; i < count; i++) to[i] = TTo.Narrow(TFrom.Widen(from[i]));
    }

    /// <summary>sum = first + second.</summary>
    public static void Add<T>(float* first, T* second, float* sum, nint count)
        where T : unmanaged, IElement<T>
    {
        nint i = 0;
        for (; i + Lanes <= count; i += Lanes) (Vector256.Load(first + i) + T.Load(second + i)).Store(sum + i);
        for (; i < count; i++) sum[i] = first[i] + T.Widen(second[i]);
    }
}
