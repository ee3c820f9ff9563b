using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AgentTuning.Llama.Generation;

/// <summary>Products of a packed matrix with several vectors at once, in tiles that stay in registers.</summary>
/// <remarks>
/// A panel holds 16 rows of the matrix, the 16 values of one column side by side. Every element of a product is one chain of
/// fused multiply-adds over the columns from the first to the last, in every tile: its bits depend neither on which other vectors
/// are multiplied in the same call nor on the width of the processor's registers.
/// </remarks>
static unsafe class MatrixKernels
{
    /// <summary>The rows of one panel.</summary>
    public const int PanelRows = 16;

    /// <summary>One panel and six vectors: twelve sums, as many as 16 registers of 256 bits have room for.</summary>
    /// <param name="w">(column, 16)</param>
    /// <param name="columns">The length of a vector.</param>
    /// <param name="x">(vector, <paramref name="xStride"/>)</param>
    /// <param name="xStride">Floats from one vector to the next.</param>
    /// <param name="y">(vector, <paramref name="yStride"/>): 16 values of each vector are written per panel.</param>
    /// <param name="yStride">Floats from one product to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void OnePanelSixVectors(float* w, nint columns, float* x, nint xStride, float* y, nint yStride)
    {
        float* x1 = x + xStride, x2 = x1 + xStride, x3 = x2 + xStride, x4 = x3 + xStride, x5 = x4 + xStride;
        Vector256<float> a0 = default, b0 = default, a1 = default, b1 = default, a2 = default, b2 = default;
        Vector256<float> a3 = default, b3 = default, a4 = default, b4 = default, a5 = default, b5 = default;
        for (nint i = 0; i < columns; i++)
        {
            var a = Vector256.LoadAligned(w);
            var b = Vector256.LoadAligned(w + 8);
            w += PanelRows;
            var v = Vector256.Create(x[i]);
            a0 = Vector256.FusedMultiplyAdd(a, v, a0);
            b0 = Vector256.FusedMultiplyAdd(b, v, b0);
            v = Vector256.Create(x1[i]);
            a1 = Vector256.FusedMultiplyAdd(a, v, a1);
            b1 = Vector256.FusedMultiplyAdd(b, v, b1);
            v = Vector256.Create(x2[i]);
            a2 = Vector256.FusedMultiplyAdd(a, v, a2);
            b2 = Vector256.FusedMultiplyAdd(b, v, b2);
            v = Vector256.Create(x3[i]);
            a3 = Vector256.FusedMultiplyAdd(a, v, a3);
            b3 = Vector256.FusedMultiplyAdd(b, v, b3);
            v = Vector256.Create(x4[i]);
            a4 = Vector256.FusedMultiplyAdd(a, v, a4);
            b4 = Vector256.FusedMultiplyAdd(b, v, b4);
            v = Vector256.Create(x5[i]);
            a5 = Vector256.FusedMultiplyAdd(a, v, a5);
            b5 = Vector256.FusedMultiplyAdd(b, v, b5);
        }

        Store(y, a0, b0);
        Store(y + yStride, a1, b1);
        Store(y + 2 * yStride, a2, b2);
        Store(y + 3 * yStride, a3, b3);
        Store(y + 4 * yStride, a4, b4);
        Store(y + 5 * yStride, a5, b5);
    }

    /// <summary>One panel and four vectors.</summary>
    /// <inheritdoc cref="OnePanelSixVectors"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void OnePanelFourVectors(float* w, nint columns, float* x, nint xStride, float* y, nint yStride)
    {
        float* x1 = x + xStride, x2 = x1 + xStride, x3 = x2 + xStride;
        Vector256<float> a0 = default, b0 = default, a1 = default, b1 = default;
        Vector256<float> a2 = default, b2 = default, a3 = default, b3 = default;
        for (nint i = 0; i < columns; i++)
        {
            var a = Vector256.LoadAligned(w);
            var b = Vector256.LoadAligned(w + 8);
            w += PanelRows;
            var v = Vector256.Create(x[i]);
            a0 = Vector256.FusedMultiplyAdd(a, v, a0);
            b0 = Vector256.FusedMultiplyAdd(b, v, b0);
            v = Vector256.Create(x1[i]);
            a1 = Vector256.FusedMultiplyAdd(a, v, a1);
            b1 = Vector256.FusedMultiplyAdd(b, v, b1);
            v = Vector256.Create(x2[i]);
            a2 = Vector256.FusedMultiplyAdd(a, v, a2);
            b2 = Vector256.FusedMultiplyAdd(b, v, b2);
            v = Vector256.Create(x3[i]);
            a3 = Vector256.FusedMultiplyAdd(a, v, a3);
            b3 = Vector256.FusedMultiplyAdd(b, v, b3);
        }

        Store(y, a0, b0);
        Store(y + yStride, a1, b1);
        Store(y + 2 * yStride, a2, b2);
        Store(y + 3 * yStride, a3, b3);
    }

    /// <summary>Two panels that follow one another, and two vectors.</summary>
    /// <inheritdoc cref="OnePanelSixVectors"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void TwoPanelsTwoVectors(float* w, nint columns, float* x, nint xStride, float* y, nint yStride)
    {
        float* x1 = x + xStride, second = w + columns * PanelRows;
        Vector256<float> a0 = default, b0 = default, c0 = default, d0 = default;
        Vector256<float> a1 = default, b1 = default, c1 = default, d1 = default;
        for (nint i = 0; i < columns; i++)
        {
            var v = Vector256.Create(x[i]);
            var v1 = Vector256.Create(x1[i]);
            var a = Vector256.LoadAligned(w);
            a0 = Vector256.FusedMultiplyAdd(a, v, a0);
            a1 = Vector256.FusedMultiplyAdd(a, v1, a1);
            a = Vector256.LoadAligned(w + 8);
            b0 = Vector256.FusedMultiplyAdd(a, v, b0);
            b1 = Vector256.FusedMultiplyAdd(a, v1, b1);
            a = Vector256.LoadAligned(second);
            c0 = Vector256.FusedMultiplyAdd(a, v, c0);
            c1 = Vector256.FusedMultiplyAdd(a, v1, c1);
            a = Vector256.LoadAligned(second + 8);
            d0 = Vector256.FusedMultiplyAdd(a, v, d0);
            d1 = Vector256.FusedMultiplyAdd(a, v1, d1);
            w += PanelRows;
            second += PanelRows;
        }

        Store(y, a0, b0);
        Store(y + PanelRows, c0, d0);
        Store(y + yStride, a1, b1);
        Store(y + yStride + PanelRows, c1, d1);
    }

    /// <summary>Four panels that follow one another, and one vector.</summary>
    /// <inheritdoc cref="OnePanelSixVectors"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FourPanelsOneVector(float* w, nint columns, float* x, float* y)
    {
        float* w1 = w + columns * PanelRows, w2 = w1 + columns * PanelRows, w3 = w2 + columns * PanelRows;
        Vector256<float> a = default, b = default, c = default, d = default;
        Vector256<float> e = default, f = default, g = default, h = default;
        for (nint i = 0; i < columns; i++)
        {
            var v = Vector256.Create(x[i]);
            a = Vector256.FusedMultiplyAdd(Vector256.LoadAligned(w), v, a);
            b = Vector256.FusedMultiplyAdd(Vector256.LoadAligned(w + 8), v, b);
            c = Vector256.FusedMultiplyAdd(Vector256.LoadAligned(w1), v, c);
            d = Vector256.FusedMultiplyAdd(Vector256.LoadAligned(w1 + 8), v, d);
            e = Vector256.FusedMultiplyAdd(Vector256.LoadAligned(w2), v, e);
            f = Vector256.FusedMultiplyAdd(Vector256.LoadAligned(w2 + 8), v, f);
            g = Vector256.FusedMultiplyAdd(Vector256.LoadAligned(w3), v, g);
            h = Vector256.FusedMultiplyAdd(Vector256.LoadAligned(w3 + 8), v, h);
            w += PanelRows;
            w1 += PanelRows;
            w2 += PanelRows;
            w3 += PanelRows;
        }

        Store(y, a, b);
        Store(y + PanelRows, c, d);
        Store(y + 2 * PanelRows, e, f);
        Store(y + 3 * PanelRows, g, h);
    }

    /// <summary>One panel and one vector.</summary>
    /// <inheritdoc cref="OnePanelSixVectors"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void OnePanelOneVector(float* w, nint columns, float* x, float* y)
    {
        Vector256<float> a = default, b = default;
        for (nint i = 0; i < columns; i++)
        {
            var v = Vector256.Create(x[i]);
            a = Vector256.FusedMultiplyAdd(Vector256.LoadAligned(w), v, a);
            b = Vector256.FusedMultiplyAdd(Vector256.LoadAligned(w + 8), v, b);
            w += PanelRows;
        }

        Store(y, a, b);
    }

    /// <summary>Two panels that follow one another, and six vectors, for registers of 512 bits.</summary>
    /// <inheritdoc cref="OnePanelSixVectors"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void TwoPanelsSixVectorsWide(float* w, nint columns, float* x, nint xStride, float* y, nint yStride)
    {
        float* x1 = x + xStride, x2 = x1 + xStride, x3 = x2 + xStride, x4 = x3 + xStride, x5 = x4 + xStride;
        var second = w + columns * PanelRows;
        Vector512<float> a0 = default, b0 = default, a1 = default, b1 = default, a2 = default, b2 = default;
        Vector512<float> a3 = default, b3 = default, a4 = default, b4 = default, a5 = default, b5 = default;
        for (nint i = 0; i < columns; i++)
        {
            var a = Vector512.LoadAligned(w);
            var b = Vector512.LoadAligned(second);
            w += PanelRows;
            second += PanelRows;
            var v = Vector512.Create(x[i]);
            a0 = Vector512.FusedMultiplyAdd(a, v, a0);
            b0 = Vector512.FusedMultiplyAdd(b, v, b0);
            v = Vector512.Create(x1[i]);
            a1 = Vector512.FusedMultiplyAdd(a, v, a1);
            b1 = Vector512.FusedMultiplyAdd(b, v, b1);
            v = Vector512.Create(x2[i]);
            a2 = Vector512.FusedMultiplyAdd(a, v, a2);
            b2 = Vector512.FusedMultiplyAdd(b, v, b2);
            v = Vector512.Create(x3[i]);
            a3 = Vector512.FusedMultiplyAdd(a, v, a3);
            b3 = Vector512.FusedMultiplyAdd(b, v, b3);
            v = Vector512.Create(x4[i]);
            a4 = Vector512.FusedMultiplyAdd(a, v, a4);
            b4 = Vector512.FusedMultiplyAdd(b, v, b4);
            v = Vector512.Create(x5[i]);
            a5 = Vector512.FusedMultiplyAdd(a, v, a5);
            b5 = Vector512.FusedMultiplyAdd(b, v, b5);
        }

        StoreWide(y, a0, b0);
        StoreWide(y + yStride, a1, b1);
        StoreWide(y + 2 * yStride, a2, b2);
        StoreWide(y + 3 * yStride, a3, b3);
        StoreWide(y + 4 * yStride, a4, b4);
        StoreWide(y + 5 * yStride, a5, b5);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Store(float* y, Vector256<float> a, Vector256<float> b)
    {
        a.Store(y);
        b.Store(y + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void StoreWide(float* y, Vector512<float> a, Vector512<float> b)
    {
        a.Store(y);
        b.Store(y + PanelRows);
    }
}
