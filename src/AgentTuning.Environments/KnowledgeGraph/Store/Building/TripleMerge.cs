namespace AgentTuning.Environments.KnowledgeGraph.Store.Building;

/// <summary>The fourth stage: merges the statements of all pieces into rows, pairs and objects.</summary>
/// <param name="runs">The pieces, numbered.</param>
/// <param name="predicates">Ascending.</param>
/// <param name="sections">Takes the result.</param>
sealed class TripleMerge(RunFile runs, uint[] predicates, SectionFiles sections)
{
    const int ReportEvery = 1 << 18;

    long _nextRow;
    uint _predicate;
    uint _place;

    /// <summary>Distinct statements.</summary>
    public long Triples { get; private set; }

    /// <summary>Distinct pairs of subject and predicate.</summary>
    public long Pairs { get; private set; }

    /// <summary>Bytes of an offset into pairs and objects.</summary>
    public int OffsetWidth { get; private set; }

    public void Run(long nodes, long memory, IProgress<KnowledgeBuildProgress>? progress, CancellationToken cancellationToken)
    {
        var total = runs.Runs.Sum(run => (long)run.TripleCount);
        var rows = new OffsetWriter(sections[KnowledgeSection.Rows], total);
        var pairs = new OffsetWriter(sections[KnowledgeSection.PairOffsets], total);
        OffsetWidth = rows.Width;
        foreach (var predicate in predicates)
            sections[KnowledgeSection.Predicates].Write(predicate);
        var bufferSize = TermMerge.BufferSize(memory / 4, runs.Runs.Count);
        var heap = new MergeHeap<TripleCursor>(runs.Runs.Select(run => new TripleCursor(
            new PositionReader(runs.Handle, run.TriplesAt, (long)run.TripleCount * NumberedTriple.Size, bufferSize), run.TripleCount)));
        NumberedTriple? last = null;
        for (var done = 0L; heap.Top is { } top; done++)
        {
            if (done % ReportEvery == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress?.Report(new KnowledgeBuildProgress(KnowledgeBuildStage.MergingStatements, done, total));
            }

            if (last != top.Current)
            {
                Add(top.Current, last, rows, pairs);
                last = top.Current;
            }

            heap.Advance();
        }

        FillRows(rows, nodes);
        pairs.Write(Triples);
    }

    void Add(NumberedTriple triple, NumberedTriple? last, OffsetWriter rows, OffsetWriter pairs)
    {
        if (last?.Subject != triple.Subject)
            FillRows(rows, triple.Subject);
        if (last?.Subject != triple.Subject || last?.Predicate != triple.Predicate)
        {
            sections[KnowledgeSection.PairPredicates].Write(Place(triple.Predicate));
            pairs.Write(Triples);
            Pairs++;
        }

        sections[KnowledgeSection.Objects].Write(triple.Object);
        Triples++;
    }

    // Nodes up to this one begin here: those without statements have empty rows.
    void FillRows(OffsetWriter rows, long node)
    {
        for (; _nextRow <= node; _nextRow++)
            rows.Write(Pairs);
    }

    uint Place(uint predicate)
    {
        if (predicate != _predicate || Pairs == 0)
            (_predicate, _place) = (predicate, (uint)predicates.AsSpan().BinarySearch(predicate));
        return _place;
    }
}
