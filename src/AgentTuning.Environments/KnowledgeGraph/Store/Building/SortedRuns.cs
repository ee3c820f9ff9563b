using System.Runtime.ExceptionServices;

namespace AgentTuning.Environments.KnowledgeGraph.Store.Building;

/// <summary>The first stage: several threads read the input and write sorted pieces.</summary>
sealed class SortedRuns(InputSequence input, IReadOnlyList<string> paths, RunFile runs, KnowledgeBuildOptions options)
{
    readonly Lock _gate = new();
    (int File, long Line, Exception Exception)? _first;
    long _statements;

    /// <summary>Reads everything, and gives the number of statements that were read.</summary>
    /// <exception cref="InvalidDataException">A line is malformed: the first of the input, whatever the number of threads.</exception>
    public long Read(IProgress<KnowledgeBuildProgress>? progress, CancellationToken cancellationToken)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Workers, CancellationToken = cancellationToken };
        Parallel.For(0, options.Workers, parallel, _ => Work(progress, cancellationToken));
        if (_first is { } fault)
            ExceptionDispatchInfo.Throw(fault.Exception);
        return _statements;
    }

    void Work(IProgress<KnowledgeBuildProgress>? progress, CancellationToken cancellationToken)
    {
        var run = new RunBuilder();
        var block = new byte[options.BlockSize];
        var (file, parsed, line, statements) = (0, -1, 0L, 0L);
        NTriplesParser? parser = null;
        try
        {
            while (input.Take(block, out file, out line, out var done) is > 0 and var length)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (parser is null || parsed != file)
                    parser = new NTriplesParser(Path.GetFileName(paths[file]), paths.Count > 1 ? $"f{file + 1}-" : "");
                parsed = file;
                statements += Parse(parser, block.AsSpan(0, length), line, run);
                progress?.Report(new KnowledgeBuildProgress(KnowledgeBuildStage.Reading, done, input.Total));
            }

            if (run.Count > 0)
                run.Write(runs);
            Interlocked.Add(ref _statements, statements);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            input.Stop();
            KeepFirst(file, line, exception);
        }
    }

    long Parse(NTriplesParser parser, ReadOnlySpan<byte> text, long line, RunBuilder run)
    {
        var statements = 0L;
        for (; !text.IsEmpty; line++)
        {
            if (!parser.Parse(NTriplesBlocks.TakeLine(ref text), line))
                continue;
            run.Add(parser);
            statements++;
            if (run.Size >= options.RunBytes)
                run.Write(runs);
        }

        return statements;
    }

    void KeepFirst(int file, long line, Exception exception)
    {
        lock (_gate)
        {
            if (_first is not { } first || (file, line).CompareTo((first.File, first.Line)) < 0)
                _first = (file, line, exception);
        }
    }
}
