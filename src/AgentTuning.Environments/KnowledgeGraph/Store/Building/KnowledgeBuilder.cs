namespace AgentTuning.Environments.KnowledgeGraph.Store.Building;

/// <summary>Builds a store file from N-Triples of any size in bounded memory: sorts pieces, merges them, and writes the file.</summary>
/// <remarks>
/// The same statements give the same bytes, whatever their order, their repetition, the memory and the threads. Blank nodes of several files are
/// different nodes. A build that was killed leaves a temporary folder, which the next one clears; the output appears whole or not at all.
/// </remarks>
/// <param name="options">Memory, threads, temporary folder.</param>
public sealed class KnowledgeBuilder(KnowledgeBuildOptions options)
{
    /// <summary>Builds a file.</summary>
    /// <param name="inputs">N-Triples, plain or gzipped.</param>
    /// <param name="output">The store file.</param>
    /// <param name="progress">Is told from several threads.</param>
    /// <param name="cancellationToken">Stops and removes what was written.</param>
    /// <exception cref="InvalidDataException">A line is malformed; the message names the first such line of the input.</exception>
    /// <exception cref="IOException">A file is missing, the disk is full, or another process builds the same file.</exception>
    public async Task<KnowledgeBuildResult> BuildAsync(
        IReadOnlyList<string> inputs, string output, IProgress<KnowledgeBuildProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        output = Path.GetFullPath(output);
        using var input = new InputSequence(inputs);
        using var folder = BuildFolder.Open(options.TemporaryFolder ?? Path.GetDirectoryName(output)!, Path.GetFileName(output));
        try
        {
            using var sections = new SectionFiles(folder.Path);
            var work = new BuildSteps(options, progress, cancellationToken);
            var (counts, result) = work.Sort(inputs, input, folder, sections);
            var length = await KnowledgeFileWriter.WriteAsync(output, sections, counts, progress, cancellationToken);
            return result with { FileLength = length };
        }
        catch (IOException exception) when (BuildFolder.IsFull(exception))
        {
            throw new IOException(
                $"The disk is full: {exception.Message} Make room, or choose another place for the output or for the sorted pieces (--temporary). "
                + $"What was written is removed; {output} is as it was.",
                exception);
        }
    }
}
