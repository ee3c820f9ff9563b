using System.Runtime.InteropServices;

namespace AgentTuning.Llama.Kernels;

/// <summary>Working memory of one thread for one head of one document: its keys and values in the layouts that the products want.</summary>
/// <remarks>S context rounded up to whole vectors, C head size, R rows of a strip of queries.</remarks>
sealed unsafe class AttentionScratch(int headSize) : IDisposable
{
    /// <summary>R: how many queries are worked on at once.</summary>
    public const int StripRows = 16;

    const int Alignment = 16;

    void* _memory;

    /// <summary>(S, C), turned to their positions.</summary>
    public float* Keys { get; private set; }

    /// <summary>(S, C)</summary>
    public float* Values { get; private set; }

    /// <summary>(C, S)</summary>
    public float* KeysTransposed { get; private set; }

    /// <summary>(C, S)</summary>
    public float* ValuesTransposed { get; private set; }

    /// <summary>(S, C)</summary>
    public float* KeyGradients { get; private set; }

    /// <summary>(S, C)</summary>
    public float* ValueGradients { get; private set; }

    /// <summary>(R, S)</summary>
    public float* Scores { get; private set; }

    /// <summary>(R, S)</summary>
    public float* ScoreGradients { get; private set; }

    /// <summary>(segment's rows, C), turned and scaled.</summary>
    public float* Queries { get; private set; }

    /// <summary>(R, C)</summary>
    public float* QueryGradients { get; private set; }

    /// <summary>(R, C), what a strip attends to.</summary>
    public float* Attended { get; private set; }

    /// <summary>(R, C), the gradient of it.</summary>
    public float* Outer { get; private set; }

    /// <summary>The stride of everything that is S wide.</summary>
    public int Width { get; private set; }

    /// <summary>The bytes of memory that are held.</summary>
    public long Bytes { get; private set; }

    /// <summary>A number of columns rounded up to whole vectors.</summary>
    public static int Padded(int columns) => (columns + Alignment - 1) / Alignment * Alignment;

    /// <summary>The bytes that a pack takes.</summary>
    public static long BytesFor(int longestContext, int longestSegment, int headSize) =>
        sizeof(float) * (6L * Padded(longestContext) * headSize + 2L * StripRows * Padded(longestContext) + (longestSegment + 3L * StripRows) * headSize);

    /// <summary>Makes room for the documents of a pack.</summary>
    public void Prepare(int longestContext, int longestSegment)
    {
        Width = Padded(longestContext);
        var bytes = BytesFor(longestContext, longestSegment, headSize);
        if (bytes > Bytes)
        {
            NativeMemory.AlignedFree(_memory);
            _memory = NativeMemory.AlignedAlloc((nuint)bytes, 64);
            Bytes = bytes;
        }
        nint matrix = (nint)Width * headSize, strip = (nint)StripRows * Width, part = (nint)StripRows * headSize;
        Keys = (float*)_memory;
        Values = Keys + matrix;
        KeysTransposed = Values + matrix;
        ValuesTransposed = KeysTransposed + matrix;
        KeyGradients = ValuesTransposed + matrix;
        ValueGradients = KeyGradients + matrix;
        Scores = ValueGradients + matrix;
        ScoreGradients = Scores + strip;
        QueryGradients = ScoreGradients + strip;
        Attended = QueryGradients + part;
        Outer = Attended + part;
        Queries = Outer + part;
    }

    /// <summary>Puts rows of keys, and of values where asked for, into the layouts with a position's numbers below one another.</summary>
    public void Transpose(int at, int count, bool needsValues)
    {
        Transpose(Keys, KeysTransposed, at, count);
        if (needsValues) Transpose(Values, ValuesTransposed, at, count);
    }

    /// <summary>Sets the columns from a position to the next whole vector to zero, so that products over them stay finite.</summary>
    public void ClearFrom(int at)
    {
        for (var i = at; i < Padded(at); i++)
        {
            new Span<float>(Keys + (nint)i * headSize, headSize).Clear();
            new Span<float>(Values + (nint)i * headSize, headSize).Clear();
            new Span<float>(KeyGradients + (nint)i * headSize, headSize).Clear();
            new Span<float>(ValueGradients + (nint)i * headSize, headSize).Clear();
            for (var c = 0; c < headSize; c++) KeysTransposed[(nint)c * Width + i] = ValuesTransposed[(nint)c * Width + i] = 0;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => NativeMemory.AlignedFree(_memory);

    // A block of rows at a time: each line of the target is written at once.
    void Transpose(float* from, float* to, int at, int count)
    {
        for (var first = at; first < at + count; first += Alignment)
        {
            var end = Math.Min(first + Alignment, at + count);
            for (var c = 0; c < headSize; c++)
            {
                var line = to + (nint)c * Width;
                for (var i = first; i < end; i++) line[i] = from[(nint)i * headSize + c];
            }
        }
    }
}
