using System.Runtime.Intrinsics;

namespace AgentTuning.Llama.Kernels;

/// <summary>A number type in which kernels keep rows; they compute in 32-bit floats.</summary>
unsafe interface IElement<TSelf>
    where TSelf : unmanaged, IElement<TSelf>
{
    /// <summary>Eight numbers.</summary>
    static abstract Vector256<float> Load(TSelf* from);

    /// <summary>Keeps eight numbers, rounded to the nearest.</summary>
    static abstract void Store(Vector256<float> values, TSelf* to);

    /// <summary>The number as a 32-bit float.</summary>
    static abstract float Widen(TSelf value);

    /// <summary>The nearest number.</summary>
    static abstract TSelf Narrow(float value);
}
