using System.Collections.Immutable;
using AgentTuning.Files;

namespace AgentTuning.Environments.KnowledgeGraph.Store.Building;

/// <summary>The last stage: puts the parts behind one another and the header before them.</summary>
static class KnowledgeFileWriter
{
    const int BufferSize = 1 << 20;

    /// <summary>Writes the file; it appears whole or not at all.</summary>
    /// <returns>Bytes of the file.</returns>
    public static async Task<long> WriteAsync(
        string path, SectionFiles sections, KnowledgeFileHeader counts, IProgress<KnowledgeBuildProgress>? progress, CancellationToken cancellationToken)
    {
        await using var file = AtomicFile.Create(path);
        await file.Stream.WriteAsync(new byte[KnowledgeFileHeader.Size], cancellationToken);
        var places = ImmutableArray.CreateBuilder<SectionPlace>(KnowledgeFileHeader.SectionCount);
        var total = Enum.GetValues<KnowledgeSection>().Sum(section => RandomAccess.GetLength(sections.Handle(section)));
        var buffer = new byte[BufferSize];
        foreach (var section in Enum.GetValues<KnowledgeSection>())
        {
            await file.Stream.WriteAsync(new byte[Padding(file.Stream.Position)], cancellationToken);
            var (start, checksum, length) = (file.Stream.Position, 0u, 0L);
            while (await RandomAccess.ReadAsync(sections.Handle(section), buffer, length, cancellationToken) is > 0 and var read)
            {
                checksum = Crc32C.Append(checksum, buffer.AsSpan(0, read));
                await file.Stream.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                length += read;
                progress?.Report(new KnowledgeBuildProgress(KnowledgeBuildStage.Writing, start + length, total));
            }

            places.Add(new SectionPlace(start, length, counts[section].Width, checksum));
        }

        var header = counts with { Sections = places.DrainToImmutable(), FileLength = file.Stream.Position };
        file.Stream.Position = 0;
        await file.Stream.WriteAsync(header.ToBytes(), cancellationToken);
        await file.CommitAsync(cancellationToken);
        return header.FileLength;
    }

    static int Padding(long position) => (int)(-position & (KnowledgeFileHeader.Alignment - 1));
}
