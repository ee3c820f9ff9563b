using AgentTuning.Llama.Generation;

namespace AgentTuning.Llama.Tests.Generation;

public sealed unsafe class PackedMatrixTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(16, 8)]
    [InlineData(50, 33)]
    [InlineData(128, 130)]
    public void A_product_is_that_of_exact_arithmetic_up_to_rounding(int rows, int columns)
    {
        using var arena = new NativeArena();
        var (matrix, weights) = Random(arena, rows, columns);
        var (x, y) = Vectors(arena, matrix, count: 13);

        matrix.Multiply(x, y, 13, 0, matrix.Panels);

        for (var vector = 0; vector < 13; vector++)
        {
            for (var row = 0; row < rows; row++)
            {
                var expected = 0.0;
                for (var column = 0; column < columns; column++)
                    expected += (double)weights[row * columns + column] * x[vector][column];
                // Rounding grows with the root of the number of terms, each at most 0.25 · 2⁻²⁴.
                Assert.Equal(expected, y[vector][row], 1e-5);
            }
        }
    }

    [Fact]
    public void A_product_is_the_same_to_the_bit_whatever_is_multiplied_with_it()
    {
        using var arena = new NativeArena();
        var (matrix, _) = Random(arena, rows: 100, columns: 70);
        var (x, together) = Vectors(arena, matrix, count: 23);
        matrix.Multiply(x, together, 23, 0, matrix.Panels);
        var (_, apart) = Vectors(arena, matrix, count: 23);

        for (var count = 1; count <= 23; count++)
        {
            matrix.Multiply(x, apart, count, 0, 3);
            matrix.Multiply(x, apart, count, 3, matrix.Panels);

            for (var vector = 0; vector < count; vector++)
                Assert.True(together.Span(vector, 100).SequenceEqual(apart.Span(vector, 100)), $"vector {vector} of {count}");
        }
    }

    [Fact]
    public void Wide_registers_give_the_same_bits()
    {
        using var arena = new NativeArena();
        const int Columns = 90;
        float* weights = arena.Allocate(32 * Columns), x = arena.Allocate(6 * Columns), narrow = arena.Allocate(6 * 32), wide = arena.Allocate(6 * 32);
        Fill(new Span<float>(weights, 32 * Columns), seed: 1);
        Fill(new Span<float>(x, 6 * Columns), seed: 2);

        MatrixKernels.OnePanelSixVectors(weights, Columns, x, Columns, narrow, 32);
        MatrixKernels.OnePanelSixVectors(weights + 16 * Columns, Columns, x, Columns, narrow + 16, 32);
        MatrixKernels.TwoPanelsSixVectorsWide(weights, Columns, x, Columns, wide, 32);

        Assert.True(new Span<float>(narrow, 6 * 32).SequenceEqual(new Span<float>(wide, 6 * 32)));
    }

    [Fact]
    public void A_row_comes_out_as_it_went_in()
    {
        using var arena = new NativeArena();
        var (matrix, weights) = Random(arena, rows: 35, columns: 7);
        var row = new float[7];

        matrix.CopyRow(34, row);

        Assert.Equal(weights[(34 * 7)..], row);
        Assert.Throws<ArgumentOutOfRangeException>(() => matrix.CopyRow(35, row));
    }

    [Fact]
    public void Weights_that_do_not_fit_are_refused()
    {
        using var arena = new NativeArena();
        var matrix = new PackedMatrix(arena, 4, 3);

        var exception = Assert.Throws<ArgumentException>(() => matrix.Fill(new float[6], firstRow: 3));

        Assert.StartsWith("6 weights from row 3 on do not fit a matrix of 4 rows and 3 columns.", exception.Message, StringComparison.Ordinal);
    }

    static (PackedMatrix Matrix, float[] Weights) Random(NativeArena arena, int rows, int columns)
    {
        var weights = new float[rows * columns];
        Fill(weights, seed: rows);
        var matrix = new PackedMatrix(arena, rows, columns);
        matrix.Fill(weights.AsSpan(0, rows / 2 * columns), 0);
        matrix.Fill(weights.AsSpan(rows / 2 * columns), rows / 2);
        return (matrix, weights);
    }

    static (Rows X, Rows Y) Vectors(NativeArena arena, PackedMatrix matrix, int count)
    {
        var x = new Rows(arena.Allocate((long)count * matrix.Columns), matrix.Columns);
        Fill(x.Span(0, count * matrix.Columns), seed: 3);
        return (x, new Rows(arena.Allocate((long)count * matrix.PaddedRows), matrix.PaddedRows));
    }

    static void Fill(Span<float> values, int seed)
    {
        var random = new Random(seed);
        foreach (ref var value in values)
            value = random.NextSingle() - 0.5f;
    }
}
