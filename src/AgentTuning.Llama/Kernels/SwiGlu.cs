using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AgentTuning.Llama.Kernels;

/// <summary>SwiGLU (Shazeer 2020, https://arxiv.org/abs/2002.05202) over rows that hold gate and up projection side by side.</summary>
static unsafe class SwiGlu
{
    const int Lanes = 8;

    /// <summary>gate · sigmoid(gate) · up of each row.</summary>
    /// <param name="gateUp">(rows, 2 · width)</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="width">Of the result.</param>
    /// <param name="result">(rows, width), overwritten.</param>
    public static void Forward(float* gateUp, int rows, int width, float* result)
    {
        for (var row = 0; row < rows; row++)
        {
            var gate = gateUp + (nint)row * 2 * width;
            Forward(gate, gate + width, width, result + (nint)row * width);
        }
    }

    /// <summary>gate · sigmoid(gate) · up of one row.</summary>
    /// <param name="gate">(width)</param>
    /// <param name="up">(width)</param>
    /// <param name="width">Of each.</param>
    /// <param name="result">(width), overwritten; may be the gate.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(float* gate, float* up, int width, float* result)
    {
        nint i = 0;
        for (; i + Lanes <= width; i += Lanes)
        {
            var g = Vector256.Load(gate + i);
            (g / (Vector256<float>.One + Vector256.Exp(-g)) * Vector256.Load(up + i)).Store(result + i);
        }
        for (; i < width; i++) result[i] = gate[i] / (1 + MathF.Exp(-gate[i])) * up[i];
    }

    /// <summary>The gradient of gate and up projection.</summary>
    /// <param name="gateUp">(rows, 2 · width), overwritten by its gradient.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="width">Of the result.</param>
    /// <param name="outer">(rows, width), the gradient of the result.</param>
    public static void Backward(float* gateUp, int rows, int width, float* outer)
    {
        for (var row = 0; row < rows; row++)
        {
            float* gate = gateUp + (nint)row * 2 * width, up = gate + width, from = outer + (nint)row * width;
            var i = 0;
            for (; i + Lanes <= width; i += Lanes)
            {
                var (g, u, gradient) = (Vector256.Load(gate + i), Vector256.Load(up + i), Vector256.Load(from + i));
                var sigmoid = Vector256<float>.One / (Vector256<float>.One + Vector256.Exp(-g));
                var silu = g * sigmoid;
                (gradient * u * (sigmoid + silu * (Vector256<float>.One - sigmoid))).Store(gate + i);
                (gradient * silu).Store(up + i);
            }
            for (; i < width; i++)
            {
                var sigmoid = 1 / (1 + MathF.Exp(-gate[i]));
                var silu = gate[i] * sigmoid;
                (gate[i], up[i]) = (from[i] * up[i] * (sigmoid + silu * (1 - sigmoid)), from[i] * silu);
            }
        }
    }
}
