using Microsoft.Win32.SafeHandles;

namespace AgentTuning.Environments.KnowledgeGraph.Store.Building;

/// <summary>The second stage: merges the terms of all pieces, which numbers them, and writes for each piece the numbers of its terms.</summary>
/// <param name="runs">The pieces.</param>
/// <param name="numbers">A temporary file for the numbers.</param>
/// <param name="sections">Takes the terms.</param>
sealed class TermMerge(RunFile runs, SafeFileHandle numbers, SectionFiles sections)
{
    const int ReportEvery = 1 << 16;
    const int SmallestBuffer = 1 << 12;
    const int LargestBuffer = 1 << 18;

    /// <summary>Distinct terms.</summary>
    public long Terms { get; private set; }

    /// <summary>Distinct terms that are no literals; they have the lowest numbers.</summary>
    public long Nodes { get; private set; }

    /// <summary>Bytes of an offset into the terms.</summary>
    public int OffsetWidth { get; private set; }

    /// <summary>Where the numbers of a piece begin, by its place.</summary>
    public long[] NumbersAt { get; private set; } = [];

    /// <summary>The bytes that each of some buffers may have.</summary>
    public static int BufferSize(long memory, int buffers) =>
        (int)Math.Clamp(memory / Math.Max(1, buffers), SmallestBuffer, LargestBuffer);

    /// <exception cref="InvalidDataException">There are more terms than numbers.</exception>
    public void Run(long memory, IProgress<KnowledgeBuildProgress>? progress, CancellationToken cancellationToken)
    {
        var bufferSize = BufferSize(memory / 4, 2 * runs.Runs.Count);
        NumbersAt = new long[runs.Runs.Count];
        var writers = new PositionWriter[runs.Runs.Count];
        var cursors = new Dictionary<TermCursor, PositionWriter>(runs.Runs.Count);
        var (at, total) = (0L, 0L);
        for (var i = 0; i < runs.Runs.Count; i++)
        {
            var run = runs.Runs[i];
            NumbersAt[i] = at;
            writers[i] = new PositionWriter(numbers, at, bufferSize);
            cursors.Add(new TermCursor(new PositionReader(runs.Handle, run.TermsAt, run.TermBytes, bufferSize), run.TermCount), writers[i]);
            at += (long)run.TermCount * sizeof(uint);
            total += run.TermCount;
        }

        Merge(cursors, total, progress, cancellationToken);
        foreach (var writer in writers)
            writer.Flush();
    }

    void Merge(Dictionary<TermCursor, PositionWriter> cursors, long total, IProgress<KnowledgeBuildProgress>? progress, CancellationToken cancellationToken)
    {
        var offsets = new OffsetWriter(sections[KnowledgeSection.TermOffsets], runs.Runs.Sum(run => run.TermBytes));
        OffsetWidth = offsets.Width;
        var terms = sections[KnowledgeSection.Terms];
        var heap = new MergeHeap<TermCursor>(cursors.Keys);
        var last = new ByteBuffer();
        for (var done = 0L; heap.Top is { } top; done++)
        {
            if (done % ReportEvery == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress?.Report(new KnowledgeBuildProgress(KnowledgeBuildStage.MergingTerms, done, total));
            }

            if (Terms == 0 || !top.Term.SequenceEqual(last.Written))
            {
                if (Terms == uint.MaxValue)
                    throw new InvalidDataException($"The graph has more than {uint.MaxValue} different terms, which is what a store holds. Use a server such as Virtuoso.");
                last.Clear();
                last.Add(top.Term);
                offsets.Write(terms.Position);
                terms.Write(top.Term);
                if (!PackedTerm.IsLiteral(top.Term))
                    Nodes++;
                Terms++;
            }

            cursors[top].Write((uint)(Terms - 1));
            heap.Advance();
        }

        offsets.Write(terms.Position);
    }
}
