using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace AgentTuning.Environments.KnowledgeGraph.Store.Building;

/// <summary>One temporary file with all sorted pieces, so that their number is not limited by open files.</summary>
sealed class RunFile(string path) : IDisposable
{
    const int BufferSize = 1 << 18;

    readonly SafeFileHandle _handle = File.OpenHandle(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);
    readonly Lock _gate = new();
    readonly List<SortedRun> _runs = [];
    long _length;

    public IReadOnlyList<SortedRun> Runs => _runs;

    public SafeFileHandle Handle => _handle;

    /// <summary>Writes a piece behind the others.</summary>
    /// <param name="terms">Holds the terms.</param>
    /// <param name="order">The numbers of the terms in their order.</param>
    /// <param name="triples">Ascending and distinct.</param>
    public void Append(RunBuilder terms, ReadOnlySpan<int> order, ReadOnlySpan<NumberedTriple> triples)
    {
        var bytes = 0L;
        foreach (var number in order)
            bytes += sizeof(int) + terms.Term(number).Length;
        SortedRun run;
        lock (_gate)
        {
            run = new SortedRun(_length, bytes, order.Length, _length + bytes, triples.Length);
            _length += bytes + ((long)triples.Length * NumberedTriple.Size);
            _runs.Add(run);
        }

        var writer = new PositionWriter(_handle, run.TermsAt, BufferSize);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var number in order)
        {
            var term = terms.Term(number);
            BinaryPrimitives.WriteInt32LittleEndian(length, term.Length);
            writer.Write(length);
            writer.Write(term);
        }

        writer.Write(MemoryMarshal.AsBytes(triples));
        writer.Flush();
    }

    public void Dispose() => _handle.Dispose();
}
