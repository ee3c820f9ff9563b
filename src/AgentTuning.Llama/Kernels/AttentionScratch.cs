using System.Runtime.InteropServices;

namespace AgentTuning.Llama.Kernels;

/// <summary>Working memory for one head of one document: its keys and values in the layouts that the products want.</summary>
/// <remarks>S context rounded up to whole vectors, C head size, R rows of a strip of queries.</remarks>
sealed unsafe class AttentionScratch : IDisposable
{
    /// <summary>R: how many queries are worked on at once.</summary>
    public const int StripRows = 16;

    const int Alignment = 16;

    readonly void* _memory;
    readonly int _headSize;
    readonly int _width;

    public AttentionScratch(int longestContext, int headSize, int longestSegment)
    {
        _headSize = headSize;
        _width = Padded(longestContext);
        var matrix = (nint)_width * headSize;
        var numbers = 6 * matrix + 2 * (nint)StripRows * _width + (nint)longestSegment * headSize + StripRows * (nint)headSize;
        _memory = NativeMemory.AlignedAlloc((nuint)(numbers * sizeof(float)), 64);
        Keys = (float*)_memory;
        Values = Keys + matrix;
        KeysTransposed = Values + matrix;
        ValuesTransposed = KeysTransposed + matrix;
        KeyGradients = ValuesTransposed + matrix;
        ValueGradients = KeyGradients + matrix;
        Scores = ValueGradients + matrix;
        ScoreGradients = Scores + StripRows * (nint)_width;
        Queries = ScoreGradients + StripRows * (nint)_width;
        QueryGradients = Queries + (nint)longestSegment * headSize;
    }

    /// <summary>(S, C), turned to their positions.</summary>
    public float* Keys { get; }

    /// <summary>(S, C)</summary>
    public float* Values { get; }

    /// <summary>(C, S)</summary>
    public float* KeysTransposed { get; }

    /// <summary>(C, S)</summary>
    public float* ValuesTransposed { get; }

    /// <summary>(S, C)</summary>
    public float* KeyGradients { get; }

    /// <summary>(S, C)</summary>
    public float* ValueGradients { get; }

    /// <summary>(R, S)</summary>
    public float* Scores { get; }

    /// <summary>(R, S)</summary>
    public float* ScoreGradients { get; }

    /// <summary>(segment's rows, C), turned and scaled.</summary>
    public float* Queries { get; }

    /// <summary>(R, C)</summary>
    public float* QueryGradients { get; }

    /// <summary>The stride of everything that is S wide.</summary>
    public int Width => _width;

    /// <summary>A number of columns rounded up to whole vectors.</summary>
    public static int Padded(int columns) => (columns + Alignment - 1) / Alignment * Alignment;

    /// <summary>Puts a row of keys and of values into all layouts.</summary>
    public void Set(int at, bool needsValuesTransposed, ReadOnlySpan<float> values)
    {
        values.CopyTo(new Span<float>(Values + (nint)at * _headSize, _headSize));
        var key = Keys + (nint)at * _headSize;
        for (var c = 0; c < _headSize; c++) KeysTransposed[(nint)c * _width + at] = key[c];
        if (!needsValuesTransposed) return;
        for (var c = 0; c < _headSize; c++) ValuesTransposed[(nint)c * _width + at] = values[c];
    }

    /// <summary>Sets the columns from a position to the next whole vector to zero, so that products over them stay finite.</summary>
    public void ClearFrom(int at)
    {
        for (var i = at; i < Padded(at); i++)
        {
            new Span<float>(Keys + (nint)i * _headSize, _headSize).Clear();
            new Span<float>(Values + (nint)i * _headSize, _headSize).Clear();
            new Span<float>(KeyGradients + (nint)i * _headSize, _headSize).Clear();
            new Span<float>(ValueGradients + (nint)i * _headSize, _headSize).Clear();
            for (var c = 0; c < _headSize; c++) KeysTransposed[(nint)c * _width + i] = ValuesTransposed[(nint)c * _width + i] = 0;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => NativeMemory.AlignedFree(_memory);
}
