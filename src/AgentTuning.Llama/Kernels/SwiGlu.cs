using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AgentTuning.Llama.Kernels;

/// <summary>SwiGLU (Shazeer 2020, https://arxiv.org/abs/2002.05202) of one row: gate and up projection side by side.</summary>
static unsafe class SwiGlu
{
    const int Lanes = 8;

    /// <summary>gate · sigmoid(gate) · up.</summary>
    /// <param name="gate">(width)</param>
    /// <param name="up">(width)</param>
    /// <param name="width">Of each.</param>
    /// <param name="result">(width), overwritten; may be the gate.</param>
    public static void Forward(float* gate, float* up, int width, float* result) => Forward((Float32*)gate, (Float32*)up, width, (Float32*)result);

    /// <summary>gate · sigmoid(gate) · up.</summary>
    /// <param name="gate">(width)</param>
    /// <param name="up">(width)</param>
    /// <param name="width">Of each.</param>
    /// <param name="result">(width), overwritten; may be the gate.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward<T>(T* gate, T* up, int width, T* result)
        where T : unmanaged, IElement<T>
    {
        nint i = 0;
        for (; i + Lanes <= width; i += Lanes)
        {
            var g = T.Load(gate + i);
            T.Store(g / (Vector256<float>.One + Vector256.Exp(-g)) * T.Load(up + i), result + i);
        }
        for (; i < width; i++)
        {
            var g = T.Widen(gate[i]);
            result[i] = T.Narrow(g / (1 + MathF.Exp(-g)) * T.Widen(up[i]));
        }
    }

    /// <summary>The gradient of gate and up projection.</summary>
    /// <param name="gate">(width), overwritten by its gradient.</param>
    /// <param name="up">(width), overwritten by its gradient.</param>
    /// <param name="width">Of each.</param>
    /// <param name="outer">(width), the gradient of the result.</param>
    public static void Backward<T>(T* gate, T* up, int width, T* outer)
        where T : unmanaged, IElement<T>
    {
        var i = 0;
        for (; i + Lanes <= width; i += Lanes)
        {
            var (g, u, gradient) = (T.Load(gate + i), T.Load(up + i), T.Load(outer + i));
            var sigmoid = Vector256<float>.One / (Vector256<float>.One + Vector256.Exp(-g));
            var silu = g * sigmoid;
            T.Store(gradient * u * (sigmoid + silu * (Vector256<float>.One - sigmoid)), gate + i);
            T.Store(gradient * silu, up + i);
        }
        for (; i < width; i++)
        {
            var (g, gradient) = (T.Widen(gate[i]), T.Widen(outer[i]));
            var sigmoid = 1 / (1 + MathF.Exp(-g));
            var silu = g * sigmoid;
            gate[i] = T.Narrow(gradient * T.Widen(up[i]) * (sigmoid + silu * (1 - sigmoid)));
            up[i] = T.Narrow(gradient * silu);
        }
    }
}
