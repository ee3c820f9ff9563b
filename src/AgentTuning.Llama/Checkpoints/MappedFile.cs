using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;
using AgentTuning.Llama.Native;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Checkpoints;

/// <summary>A file in memory, copy-on-write: pages are read when they are touched, and what is written stays in this process.</summary>
/// <remarks>
/// The mapping lives until it is disposed and the last tensor on it is freed. Replacing the file by renaming another onto its name is
/// harmless; a file that another process shortens ends this one, as with every mapping.
/// </remarks>
sealed unsafe class MappedFile : IDisposable
{
    readonly MemoryMappedViewAccessor _view;
    readonly byte* _start;
    readonly ForeignTensor.Freed _freed;
    GCHandle _root;
    int _users = 1; // this object, and each tensor
    bool _isDisposed;

    /// <param name="path">A file that is not empty.</param>
    public MappedFile(string path)
    {
        using var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, mapName: null, capacity: 0, MemoryMappedFileAccess.CopyOnWrite);
        _view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.CopyOnWrite);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
        _freed = _ => Release();
        _root = GCHandle.Alloc(this); // libtorch knows only the address of the delegate
    }

    /// <summary>A tensor on the file's own bytes.</summary>
    /// <param name="offset">From the file's start, in bytes; aligned to the width of a number.</param>
    /// <param name="shape">The sizes of its dimensions; the caller has checked that the file is long enough.</param>
    /// <param name="type">How the bytes are read.</param>
    public Tensor Tensor(long offset, ReadOnlySpan<long> shape, ScalarType type)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        Interlocked.Increment(ref _users);
        return ForeignTensor.Create(_start + offset, shape, type, _freed);
    }

    /// <summary>Some of the file's bytes, valid until this is disposed.</summary>
    public ReadOnlySpan<byte> Bytes(long offset, int length) => new(_start + offset, length);

    /// <summary>Gives back the memory of bytes that were copied, where no tensor lies on the file: otherwise a model would be in memory twice while it is read.</summary>
    public void Forget(long offset, long length)
    {
        if (Volatile.Read(ref _users) == 1) Pages.Forget(_start + offset, length);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        Release();
    }

    void Release()
    {
        if (Interlocked.Decrement(ref _users) > 0) return;
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _root.Free();
    }
}
