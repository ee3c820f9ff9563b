using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace AgentTuning.Environments.KnowledgeGraph.Store.Building;

/// <summary>The third stage: gives the statements of each piece the numbers of the merged terms, in place, and finds the predicates.</summary>
/// <remarks>The numbers of a piece ascend, so its statements stay sorted.</remarks>
sealed class TripleNumbering(RunFile runs, SafeFileHandle numbers, TermMerge terms)
{
    const int TriplesAtOnce = 1 << 16;

    readonly uint[] _isPredicate = new uint[(terms.Nodes + 31) / 32];

    /// <summary>Rewrites all pieces and gives the predicates, ascending.</summary>
    /// <exception cref="InvalidDataException">There are more predicates than a store holds.</exception>
    public uint[] Run(int threads, IProgress<KnowledgeBuildProgress>? progress, CancellationToken cancellationToken)
    {
        var done = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        Parallel.For(0, runs.Runs.Count, parallel, i =>
        {
            Rewrite(runs.Runs[i], terms.NumbersAt[i]);
            progress?.Report(new KnowledgeBuildProgress(KnowledgeBuildStage.Numbering, Interlocked.Increment(ref done), runs.Runs.Count));
        });
        var predicates = new List<uint>();
        for (var i = 0u; i < terms.Nodes; i++)
            if ((_isPredicate[i / 32] & (1u << (int)(i % 32))) != 0)
                predicates.Add(i);
        return predicates.Count <= KnowledgeFileHeader.MaxPredicates
            ? [.. predicates]
            : throw new InvalidDataException(
                $"The graph has {predicates.Count} different predicates, a store holds {KnowledgeFileHeader.MaxPredicates}. "
                + "Are subjects and predicates in the right order?");
    }

    void Rewrite(SortedRun run, long numbersAt)
    {
        var map = new uint[run.TermCount];
        ReadExactly(numbers, MemoryMarshal.AsBytes(map.AsSpan()), numbersAt);
        var buffer = new NumberedTriple[Math.Min(TriplesAtOnce, run.TripleCount)];
        for (var at = 0; at < run.TripleCount; at += buffer.Length)
        {
            var triples = buffer.AsSpan(0, Math.Min(buffer.Length, run.TripleCount - at));
            var position = run.TriplesAt + ((long)at * NumberedTriple.Size);
            ReadExactly(runs.Handle, MemoryMarshal.AsBytes(triples), position);
            foreach (ref var triple in triples)
            {
                triple = new NumberedTriple(map[triple.Subject], map[triple.Predicate], map[triple.Object]);
                Mark(triple.Predicate);
            }

            RandomAccess.Write(runs.Handle, MemoryMarshal.AsBytes(triples), position);
        }
    }

    void Mark(uint predicate)
    {
        ref var word = ref _isPredicate[predicate / 32];
        var bit = 1u << (int)(predicate % 32);
        if ((Volatile.Read(ref word) & bit) == 0)
            Interlocked.Or(ref word, bit);
    }

    static void ReadExactly(SafeFileHandle handle, Span<byte> bytes, long position)
    {
        while (!bytes.IsEmpty)
        {
            var read = RandomAccess.Read(handle, bytes, position);
            if (read == 0)
                throw new EndOfStreamException("A temporary file ended early. Was it changed by another program? Build again.");
            bytes = bytes[read..];
            position += read;
        }
    }
}
