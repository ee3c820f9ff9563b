using System.Runtime.InteropServices;

namespace AgentTuning.Llama.Kernels;

/// <summary>Working memory of one thread for one head of one document: its keys and values in the layouts that the products want.</summary>
/// <remarks>S context and C head size rounded up to whole panels, R rows of a strip of queries. What is added to a width holds zeros.</remarks>
sealed unsafe class AttentionScratch(int headSize) : IDisposable
{
    /// <summary>R: how many queries are worked on at once.</summary>
    public const int StripRows = 16;

    const int Panel = PanelProduct.Width;

    void* _memory;

    /// <summary>(C, S) in panels of 16 positions, turned to their positions.</summary>
    public float* KeyColumns { get; private set; }

    /// <summary>(C, S) in panels of 16 positions; on the way back only.</summary>
    public float* ValueColumns { get; private set; }

    /// <summary>(S, C) in panels of 16 numbers of a head: values on the way forward, keys on the way back.</summary>
    public float* Rows { get; private set; }

    /// <summary>(S, C)</summary>
    public float* KeyGradients { get; private set; }

    /// <summary>(S, C)</summary>
    public float* ValueGradients { get; private set; }

    /// <summary>(R, S) with a stride of its own.</summary>
    public float* Scores { get; private set; }

    /// <summary>(R, S) as the scores.</summary>
    public float* ScoreGradients { get; private set; }

    /// <summary>(segment's rows, C), turned and scaled.</summary>
    public float* Queries { get; private set; }

    /// <summary>(R, C)</summary>
    public float* QueryGradients { get; private set; }

    /// <summary>(R, C), what a strip attends to.</summary>
    public float* Attended { get; private set; }

    /// <summary>(R, C), the gradient of it.</summary>
    public float* Outer { get; private set; }

    /// <summary>C rounded up: the stride of rows of a head.</summary>
    public int HeadStride { get; } = Padded(headSize);

    /// <summary>Numbers from one row of scores to the next: an odd number of cache lines, so that rows do not compete for a place in the cache.</summary>
    public int ScoreStride { get; private set; }

    /// <summary>Numbers from one panel of <see cref="Rows"/> to the next.</summary>
    public nint RowPanelStride { get; private set; }

    /// <summary>Numbers from one panel of positions to the next.</summary>
    public nint ColumnPanelStride => (nint)headSize * Panel;

    /// <summary>The bytes of memory that are held.</summary>
    public long Bytes { get; private set; }

    /// <summary>A number of columns rounded up to whole panels.</summary>
    public static int Padded(int columns) => (columns + Panel - 1) / Panel * Panel;

    /// <summary>The bytes that a pack takes.</summary>
    public static long BytesFor(int longestContext, int longestSegment, int headSize) => sizeof(float) * (
        5L * Padded(longestContext) * Padded(headSize) + 2L * StripRows * StrideFor(longestContext)
        + (longestSegment + 3L * StripRows) * Padded(headSize));

    /// <summary>Makes room for the documents of a pack.</summary>
    public void Prepare(int longestContext, int longestSegment)
    {
        var bytes = BytesFor(longestContext, longestSegment, headSize);
        if (bytes > Bytes)
        {
            NativeMemory.AlignedFree(_memory);
            _memory = NativeMemory.AlignedAlloc((nuint)bytes, 64);
            Bytes = bytes;
        }
        ScoreStride = StrideFor(longestContext);
        RowPanelStride = (nint)Padded(longestContext) * Panel;
        nint matrix = (nint)Padded(longestContext) * HeadStride, strip = (nint)StripRows * ScoreStride, part = (nint)StripRows * HeadStride;
        KeyColumns = (float*)_memory;
        ValueColumns = KeyColumns + matrix;
        Rows = ValueColumns + matrix;
        KeyGradients = Rows + matrix;
        ValueGradients = KeyGradients + matrix;
        Scores = ValueGradients + matrix;
        ScoreGradients = Scores + strip;
        QueryGradients = ScoreGradients + strip;
        Attended = QueryGradients + part;
        Outer = Attended + part;
        Queries = Outer + part;
    }

    /// <summary>Puts the numbers of a position into panels of positions.</summary>
    public void SetColumn(float* panels, int position, float* row)
    {
        var at = panels + position / Panel * ColumnPanelStride + position % Panel;
        for (var c = 0; c < headSize; c++) at[(nint)c * Panel] = row[c];
    }

    /// <summary>Puts the numbers of a position into <see cref="Rows"/>.</summary>
    /// <param name="position">From 0.</param>
    /// <param name="row">(C rounded up)</param>
    public void SetRow(int position, float* row)
    {
        var at = Rows + (nint)position * Panel;
        for (var c = 0; c < HeadStride; c += Panel) new ReadOnlySpan<float>(row + c, Panel).CopyTo(new(at + c / Panel * RowPanelStride, Panel));
    }

    /// <summary>Sets the positions from one to the next whole panel to zero, so that products over them stay finite.</summary>
    public void ClearFrom(int position)
    {
        for (var i = position; i < Padded(position); i++)
        {
            for (nint c = 0; c < headSize; c++)
            {
                var at = i / Panel * ColumnPanelStride + c * Panel + i % Panel;
                KeyColumns[at] = ValueColumns[at] = 0;
            }
            for (var c = 0; c < HeadStride; c += Panel) new Span<float>(Rows + (nint)i * Panel + c / Panel * RowPanelStride, Panel).Clear();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => NativeMemory.AlignedFree(_memory);

    static int StrideFor(int longestContext)
    {
        var lines = Padded(longestContext) / Panel;
        return (lines | 1) * Panel;
    }
}
