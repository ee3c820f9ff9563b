using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AgentTuning.Llama.Kernels;

/// <summary>Products of a few rows with a matrix that lies in panels: 16 columns side by side, row under row, then the next 16.</summary>
/// <remarks>
/// A panel's part of a product stays in the first cache, which columns far apart would not. Every element is one chain of multiply-adds in the order
/// of the inner dimension, whatever the width of the registers.
/// </remarks>
static unsafe class PanelProduct
{
    /// <summary>Columns of a panel.</summary>
    public const int Width = 16;

    const int InnerBlock = 256; // a panel's block and the rows' fit into 32 kB

    /// <summary>result = rows × panels.</summary>
    /// <param name="result">(rows, 16 · panels), overwritten.</param>
    /// <param name="rows">(rows, inner), side by side.</param>
    /// <param name="panels">The first.</param>
    /// <param name="panelStride">Numbers from one panel to the next.</param>
    public static void Set(in Matrix result, in Matrix rows, float* panels, nint panelStride) =>
        Set(result, rows, panels, panelStride, Vector512.IsHardwareAccelerated);

    /// <summary>The same with the width of the registers given.</summary>
    public static void Set(in Matrix result, in Matrix rows, float* panels, nint panelStride, bool isWide)
    {
        for (var first = 0; first == 0 || first < rows.Columns; first += InnerBlock)
        {
            var inner = Math.Min(InnerBlock, rows.Columns - first);
            for (var column = 0; column < result.Columns; column += Width)
            {
                var panel = panels + column / Width * panelStride + (nint)first * Width;
                Block(result.Data + column, result.RowStride, rows.Data + first, (rows.Rows, rows.RowStride, inner), panel, (first > 0, isWide));
            }
        }
    }

    static void Block(
        float* c, nint stepC, float* a, (int Rows, nint Step, int Inner) size, float* panel, (bool IsContinued, bool IsWide) way)
    {
        var row = 0;
        if (way.IsWide)
        {
            for (; row + 8 <= size.Rows; row += 8) EightRows(c + row * stepC, stepC, a + row * size.Step, size, panel, way.IsContinued);
        }
        for (; row + 4 <= size.Rows; row += 4) FourRows(c + row * stepC, stepC, a + row * size.Step, size, panel, way.IsContinued);
        for (; row < size.Rows; row++) OneRow(c + row * stepC, a + row * size.Step, size.Inner, panel, way.IsContinued);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void FourRows(float* c, nint stepC, float* a, (int Rows, nint Step, int Inner) size, float* panel, bool isContinued)
    {
        Vector256<float> s00 = default, s01 = default, s10 = default, s11 = default;
        Vector256<float> s20 = default, s21 = default, s30 = default, s31 = default;
        float* c1 = c + stepC, c2 = c1 + stepC, c3 = c2 + stepC;
        if (isContinued)
        {
            (s00, s01) = (Vector256.Load(c), Vector256.Load(c + 8));
            (s10, s11) = (Vector256.Load(c1), Vector256.Load(c1 + 8));
            (s20, s21) = (Vector256.Load(c2), Vector256.Load(c2 + 8));
            (s30, s31) = (Vector256.Load(c3), Vector256.Load(c3 + 8));
        }
        float* a1 = a + size.Step, a2 = a1 + size.Step, a3 = a2 + size.Step;
        for (nint k = 0; k < size.Inner; k++)
        {
            var (left, right) = (Vector256.Load(panel), Vector256.Load(panel + 8));
            var x = Vector256.Create(a[k]);
            s00 = Vector256.FusedMultiplyAdd(x, left, s00);
            s01 = Vector256.FusedMultiplyAdd(x, right, s01);
            x = Vector256.Create(a1[k]);
            s10 = Vector256.FusedMultiplyAdd(x, left, s10);
            s11 = Vector256.FusedMultiplyAdd(x, right, s11);
            x = Vector256.Create(a2[k]);
            s20 = Vector256.FusedMultiplyAdd(x, left, s20);
            s21 = Vector256.FusedMultiplyAdd(x, right, s21);
            x = Vector256.Create(a3[k]);
            s30 = Vector256.FusedMultiplyAdd(x, left, s30);
            s31 = Vector256.FusedMultiplyAdd(x, right, s31);
            panel += Width;
        }
        s00.Store(c);
        s01.Store(c + 8);
        s10.Store(c1);
        s11.Store(c1 + 8);
        s20.Store(c2);
        s21.Store(c2 + 8);
        s30.Store(c3);
        s31.Store(c3 + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void EightRows(float* c, nint stepC, float* a, (int Rows, nint Step, int Inner) size, float* panel, bool isContinued)
    {
        Vector512<float> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        float* c4 = c + 4 * stepC, a4 = a + 4 * size.Step;
        nint c2 = 2 * stepC, c3 = 3 * stepC, step = size.Step, step2 = 2 * step, step3 = 3 * step;
        if (isContinued)
        {
            (s0, s1, s2, s3) = (Vector512.Load(c), Vector512.Load(c + stepC), Vector512.Load(c + c2), Vector512.Load(c + c3));
            (s4, s5, s6, s7) = (Vector512.Load(c4), Vector512.Load(c4 + stepC), Vector512.Load(c4 + c2), Vector512.Load(c4 + c3));
        }
        for (nint k = 0; k < size.Inner; k++)
        {
            var b = Vector512.Load(panel);
            s0 = Vector512.FusedMultiplyAdd(Vector512.Create(a[k]), b, s0);
            s1 = Vector512.FusedMultiplyAdd(Vector512.Create(a[step + k]), b, s1);
            s2 = Vector512.FusedMultiplyAdd(Vector512.Create(a[step2 + k]), b, s2);
            s3 = Vector512.FusedMultiplyAdd(Vector512.Create(a[step3 + k]), b, s3);
            s4 = Vector512.FusedMultiplyAdd(Vector512.Create(a4[k]), b, s4);
            s5 = Vector512.FusedMultiplyAdd(Vector512.Create(a4[step + k]), b, s5);
            s6 = Vector512.FusedMultiplyAdd(Vector512.Create(a4[step2 + k]), b, s6);
            s7 = Vector512.FusedMultiplyAdd(Vector512.Create(a4[step3 + k]), b, s7);
            panel += Width;
        }
        s0.Store(c);
        s1.Store(c + stepC);
        s2.Store(c + c2);
        s3.Store(c + c3);
        s4.Store(c4);
        s5.Store(c4 + stepC);
        s6.Store(c4 + c2);
        s7.Store(c4 + c3);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void OneRow(float* c, float* a, int inner, float* panel, bool isContinued)
    {
        var (left, right) = isContinued ? (Vector256.Load(c), Vector256.Load(c + 8)) : default;
        for (nint k = 0; k < inner; k++)
        {
            var x = Vector256.Create(a[k]);
            left = Vector256.FusedMultiplyAdd(x, Vector256.Load(panel), left);
            right = Vector256.FusedMultiplyAdd(x, Vector256.Load(panel + 8), right);
            panel += Width;
        }
        left.Store(c);
        right.Store(c + 8);
    }
}
