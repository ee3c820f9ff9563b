using System.Runtime.InteropServices;

namespace AgentTuning.Llama.Generation;

/// <summary>Floats outside the managed heap, aligned to 64 bytes and counted; all of them are freed with the arena.</summary>
/// <remarks>Safe for several callers at once.</remarks>
sealed unsafe class NativeArena : IDisposable
{
    const nuint Alignment = 64;

    readonly Lock _gate = new();
    readonly Dictionary<nint, long> _lengths = [];
    bool _isDisposed;

    ~NativeArena() => FreeAll();

    /// <summary>The bytes that are allocated now.</summary>
    public long Bytes { get; private set; }

    /// <summary>Floats that are all 0.</summary>
    /// <exception cref="OutOfMemoryException">The machine has no such block left.</exception>
    public float* Allocate(long length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            var byteCount = checked((nuint)length * sizeof(float));
            var pointer = (float*)NativeMemory.AlignedAlloc(byteCount, Alignment);
            NativeMemory.Clear(pointer, byteCount);
            _lengths.Add((nint)pointer, length);
            Bytes += length * sizeof(float);
            return pointer;
        }
    }

    public void Free(float* pointer)
    {
        lock (_gate)
        {
            if (_lengths.Remove((nint)pointer, out var length))
            {
                Bytes -= length * sizeof(float);
                NativeMemory.AlignedFree(pointer);
            }
        }
    }

    public void Dispose()
    {
        FreeAll();
        GC.SuppressFinalize(this);
    }

    void FreeAll()
    {
        lock (_gate)
        {
            _isDisposed = true;
            foreach (var pointer in _lengths.Keys)
                NativeMemory.AlignedFree((void*)pointer);
            _lengths.Clear();
            Bytes = 0;
        }
    }
}
