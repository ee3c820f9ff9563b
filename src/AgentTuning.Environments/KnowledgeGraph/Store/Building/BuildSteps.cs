namespace AgentTuning.Environments.KnowledgeGraph.Store.Building;

/// <summary>The stages of a build up to the writing of the file.</summary>
sealed class BuildSteps(KnowledgeBuildOptions options, IProgress<KnowledgeBuildProgress>? progress, CancellationToken cancellationToken)
{
    /// <summary>Reads, sorts and merges the input into the parts of the file.</summary>
    /// <returns>The header without places, and what was counted.</returns>
    public (KnowledgeFileHeader Counts, KnowledgeBuildResult Result) Sort(
        IReadOnlyList<string> paths, InputSequence input, BuildFolder folder, SectionFiles sections)
    {
        using var runs = new RunFile(Path.Combine(folder.Path, "runs"));
        var statements = new SortedRuns(input, paths, runs, options).Read(progress, cancellationToken);
        using var numbers = File.OpenHandle(
            Path.Combine(folder.Path, "numbers"), FileMode.Create, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);
        var terms = new TermMerge(runs, numbers, sections);
        terms.Run(options.Memory, progress, cancellationToken);
        var predicates = new TripleNumbering(runs, numbers, terms).Run(options.Workers, progress, cancellationToken);
        var triples = new TripleMerge(runs, predicates, sections);
        triples.Run(terms.Nodes, options.Memory, progress, cancellationToken);
        sections.Flush();
        var counts = new KnowledgeFileHeader
        {
            Triples = triples.Triples,
            Terms = terms.Terms,
            Nodes = terms.Nodes,
            Predicates = predicates.Length,
            Pairs = triples.Pairs,
            FileLength = 0,
            Sections = [.. Enum.GetValues<KnowledgeSection>().Select(section => new SectionPlace(0, 0, Width(section), 0))],
        };
        return (counts, new KnowledgeBuildResult(statements, triples.Triples, terms.Terms, runs.Runs.Count, 0));

        int Width(KnowledgeSection section) => section switch
        {
            KnowledgeSection.Terms => 1,
            KnowledgeSection.TermOffsets => terms.OffsetWidth,
            KnowledgeSection.Rows or KnowledgeSection.PairOffsets => triples.OffsetWidth,
            _ => sizeof(uint),
        };
    }
}
