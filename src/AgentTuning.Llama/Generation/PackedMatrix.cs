using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AgentTuning.Llama.Generation;

/// <summary>A matrix of weights in panels of 16 rows, as <see cref="MatrixKernels"/> reads it.</summary>
/// <remarks>Rows that the last panel lacks are 0. The memory belongs to the arena.</remarks>
sealed unsafe class PackedMatrix
{
    const int PanelRows = MatrixKernels.PanelRows;
    const int PanelGroup = 4;
    const int TileVectors = 6;

    readonly float* _weights; // (panel, column, 16)

    public PackedMatrix(NativeArena arena, int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        Rows = rows;
        Columns = columns;
        Panels = (rows + PanelRows - 1) / PanelRows;
        _weights = arena.Allocate((long)Panels * PanelRows * columns);
    }

    public int Rows { get; }

    public int Columns { get; }

    public int Panels { get; }

    /// <summary>The length of a product: the rows, rounded up to whole panels.</summary>
    public int PaddedRows => Panels * PanelRows;

    /// <summary>A length rounded up to whole panels.</summary>
    public static int Pad(int length) => checked(length + PanelRows - 1) / PanelRows * PanelRows;

    /// <summary>Copies weights in from row <paramref name="firstRow"/> on.</summary>
    /// <param name="weights">(row, column)</param>
    /// <param name="firstRow">Where the first of these rows goes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fill(ReadOnlySpan<float> weights, int firstRow)
    {
        if (weights.Length % Columns != 0 || firstRow < 0 || firstRow + weights.Length / Columns > Rows)
        {
            throw new ArgumentException(
                $"{weights.Length} weights from row {firstRow} on do not fit a matrix of {Rows} rows and {Columns} columns.", nameof(weights));
        }

        for (var row = 0; row < weights.Length / Columns; row++)
        {
            var target = RowStart(firstRow + row);
            var source = weights.Slice(row * Columns, Columns);
            for (var column = 0; column < source.Length; column++)
                target[(long)column * PanelRows] = source[column];
        }
    }

    /// <summary>Copies one row out, as an embedding is looked up.</summary>
    public void CopyRow(int row, Span<float> target)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Rows);
        ArgumentOutOfRangeException.ThrowIfLessThan(target.Length, Columns);
        var source = RowStart(row);
        for (var column = 0; column < Columns; column++)
            target[column] = source[(long)column * PanelRows];
    }

    /// <summary>Multiplies the rows of the panels from <paramref name="firstPanel"/> to before <paramref name="endPanel"/> with each vector.</summary>
    /// <param name="x">The vectors.</param>
    /// <param name="y">The products: 16 values of each vector per panel are written.</param>
    /// <param name="count">How many vectors.</param>
    /// <param name="firstPanel">The first panel.</param>
    /// <param name="endPanel">The panel after the last.</param>
    public void Multiply(Rows x, Rows y, int count, int firstPanel, int endPanel)
    {
        for (var panel = firstPanel; panel < endPanel; panel += PanelGroup)
            MultiplyGroup(x, y, count, panel, Math.Min(endPanel - panel, PanelGroup));
    }

    // The weights of a group stay in the cache nearest to the core while all vectors pass.
    void MultiplyGroup(Rows x, Rows y, int count, int panel, int panels)
    {
        var panelLength = (nint)Columns * PanelRows;
        var w = _weights + panel * panelLength;
        var column = panel * PanelRows;
        var vector = 0;
        for (; vector + TileVectors <= count; vector += TileVectors)
        {
            var done = 0;
            for (; Vector512.IsHardwareAccelerated && done + 2 <= panels; done += 2)
                MatrixKernels.TwoPanelsSixVectorsWide(w + done * panelLength, Columns, x[vector], x.Stride, y[vector] + column + done * PanelRows, y.Stride);
            for (; done < panels; done++)
                MatrixKernels.OnePanelSixVectors(w + done * panelLength, Columns, x[vector], x.Stride, y[vector] + column + done * PanelRows, y.Stride);
        }

        for (; vector + 4 <= count; vector += 4)
        {
            for (var i = 0; i < panels; i++)
                MatrixKernels.OnePanelFourVectors(w + i * panelLength, Columns, x[vector], x.Stride, y[vector] + column + i * PanelRows, y.Stride);
        }

        for (; panels == PanelGroup && vector + 2 <= count; vector += 2)
        {
            MatrixKernels.TwoPanelsTwoVectors(w, Columns, x[vector], x.Stride, y[vector] + column, y.Stride);
            MatrixKernels.TwoPanelsTwoVectors(w + 2 * panelLength, Columns, x[vector], x.Stride, y[vector] + column + 2 * PanelRows, y.Stride);
        }

        for (; vector < count; vector++)
            MultiplyOne(w, panelLength, panels, x[vector], y[vector] + column);
    }

    void MultiplyOne(float* w, nint panelLength, int panels, float* x, float* y)
    {
        if (panels == PanelGroup)
        {
            MatrixKernels.FourPanelsOneVector(w, Columns, x, y);
            return;
        }

        for (var i = 0; i < panels; i++)
            MatrixKernels.OnePanelOneVector(w + i * panelLength, Columns, x, y + i * PanelRows);
    }

    float* RowStart(int row) => _weights + (long)(row / PanelRows) * Columns * PanelRows + row % PanelRows;
}
