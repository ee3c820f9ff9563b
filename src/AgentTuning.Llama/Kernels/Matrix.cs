using System.Runtime.Intrinsics;

namespace AgentTuning.Llama.Kernels;

/// <summary>A view on 32-bit floats in memory that someone else keeps alive.</summary>
/// <param name="data">The first number.</param>
/// <param name="rows">The number of rows.</param>
/// <param name="columns">The number of columns.</param>
/// <param name="rowStride">Numbers from one row to the next.</param>
/// <param name="columnStride">Numbers from one column to the next.</param>
readonly unsafe struct Matrix(float* data, int rows, int columns, nint rowStride, nint columnStride = 1)
{
    const int Lanes = 8;

    public readonly float* Data = data;
    public readonly int Rows = rows;
    public readonly int Columns = columns;
    public readonly nint RowStride = rowStride;
    public readonly nint ColumnStride = columnStride;

    /// <summary>The same numbers with rows and columns exchanged.</summary>
    public Matrix Transposed => new(Data, Columns, Rows, ColumnStride, RowStride);

    /// <summary>Some of the rows.</summary>
    public Matrix Slice(int first, int count) => new(Data + first * RowStride, count, Columns, RowStride, ColumnStride);

    /// <summary>Sets this matrix to the product of two others, or adds it.</summary>
    /// <param name="a">(rows, inner)</param>
    /// <param name="b">(inner, columns), its columns side by side.</param>
    /// <param name="isAdded">False overwrites.</param>
    /// <remarks>For the small matrices of attention, where a library's call costs as much as its work.</remarks>
    public void SetProduct(in Matrix a, in Matrix b, bool isAdded)
    {
        var row = 0;
        for (; row + 4 <= Rows; row += 4) FourRows(a, b, row, isAdded);
        for (; row < Rows; row++) OneRow(a, b, row, isAdded);
    }

    void FourRows(in Matrix a, in Matrix b, int row, bool isAdded)
    {
        var inner = a.Columns;
        var (stepA, stepB) = (a.ColumnStride, b.RowStride);
        float* a0 = a.Data + row * a.RowStride, a1 = a0 + a.RowStride, a2 = a1 + a.RowStride, a3 = a2 + a.RowStride;
        float* c0 = Data + row * RowStride, c1 = c0 + RowStride, c2 = c1 + RowStride, c3 = c2 + RowStride;
        var column = 0;
        for (; column + 2 * Lanes <= Columns; column += 2 * Lanes)
        {
            Vector256<float> s00 = default, s01 = default, s10 = default, s11 = default;
            Vector256<float> s20 = default, s21 = default, s30 = default, s31 = default;
            float* p0 = a0, p1 = a1, p2 = a2, p3 = a3, q = b.Data + column;
            for (var k = 0; k < inner; k++)
            {
                var (left, right) = (Vector256.Load(q), Vector256.Load(q + Lanes));
                var x = Vector256.Create(*p0);
                s00 = Vector256.FusedMultiplyAdd(x, left, s00);
                s01 = Vector256.FusedMultiplyAdd(x, right, s01);
                x = Vector256.Create(*p1);
                s10 = Vector256.FusedMultiplyAdd(x, left, s10);
                s11 = Vector256.FusedMultiplyAdd(x, right, s11);
                x = Vector256.Create(*p2);
                s20 = Vector256.FusedMultiplyAdd(x, left, s20);
                s21 = Vector256.FusedMultiplyAdd(x, right, s21);
                x = Vector256.Create(*p3);
                s30 = Vector256.FusedMultiplyAdd(x, left, s30);
                s31 = Vector256.FusedMultiplyAdd(x, right, s31);
                p0 += stepA;
                p1 += stepA;
                p2 += stepA;
                p3 += stepA;
                q += stepB;
            }
            Store(c0 + column, s00, s01, isAdded);
            Store(c1 + column, s10, s11, isAdded);
            Store(c2 + column, s20, s21, isAdded);
            Store(c3 + column, s30, s31, isAdded);
        }
        for (var i = 0; column < Columns && i < 4; i++) Rest(a, b, row + i, column, isAdded);
    }

    void OneRow(in Matrix a, in Matrix b, int row, bool isAdded)
    {
        var column = 0;
        for (; column + 2 * Lanes <= Columns; column += 2 * Lanes)
        {
            Vector256<float> s0 = default, s1 = default;
            float* p = a.Data + row * a.RowStride, q = b.Data + column;
            for (var k = 0; k < a.Columns; k++)
            {
                var x = Vector256.Create(*p);
                s0 = Vector256.FusedMultiplyAdd(x, Vector256.Load(q), s0);
                s1 = Vector256.FusedMultiplyAdd(x, Vector256.Load(q + Lanes), s1);
                p += a.ColumnStride;
                q += b.RowStride;
            }
            Store(Data + row * RowStride + column, s0, s1, isAdded);
        }
        Rest(a, b, row, column, isAdded);
    }

    void Rest(in Matrix a, in Matrix b, int row, int firstColumn, bool isAdded)
    {
        for (var column = firstColumn; column < Columns; column++)
        {
            var sum = 0f;
            for (var k = 0; k < a.Columns; k++)
                sum = MathF.FusedMultiplyAdd(a.Data[row * a.RowStride + k * a.ColumnStride], b.Data[k * b.RowStride + column], sum);
            var c = Data + row * RowStride + column;
            *c = isAdded ? *c + sum : sum;
        }
    }

    static void Store(float* c, Vector256<float> left, Vector256<float> right, bool isAdded)
    {
        if (isAdded)
        {
            left += Vector256.Load(c);
            right += Vector256.Load(c + Lanes);
        }
        left.Store(c);
        right.Store(c + Lanes);
    }
}
