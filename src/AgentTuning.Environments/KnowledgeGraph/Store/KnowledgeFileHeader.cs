using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;

namespace AgentTuning.Environments.KnowledgeGraph.Store;

/// <summary>The first bytes of a store file: version, counts, and where its parts lie. All numbers are little-endian.</summary>
/// <remarks>docs/knowledge.md has the layout.</remarks>
sealed record KnowledgeFileHeader
{
    public const int Size = 512;
    public const uint CurrentVersion = 1;
    public const int SectionCount = (int)KnowledgeSection.Objects + 1;

    /// <summary>Parts begin at multiples of this.</summary>
    public const int Alignment = 64;

    /// <summary>The most predicates of a graph.</summary>
    public const int MaxPredicates = 1 << 24;

    const int CountsAt = 16;
    const int SectionsAt = 64;
    const int SectionSize = 24;
    const int ChecksumAt = Size - 4;

    static ReadOnlySpan<byte> Magic => [0x89, (byte)'A', (byte)'T', (byte)'K', (byte)'G', (byte)'\r', (byte)'\n', 0x1A];

    public required long Triples { get; init; }

    public required long Terms { get; init; }

    /// <summary>The terms that may be subjects; they have the numbers below this one.</summary>
    public required long Nodes { get; init; }

    public required long Predicates { get; init; }

    public required long Pairs { get; init; }

    public required long FileLength { get; init; }

    public required ImmutableArray<SectionPlace> Sections { get; init; }

    public SectionPlace this[KnowledgeSection section] => Sections[(int)section];

    /// <summary>The bytes as they stand in the file.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[Size];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), CurrentVersion);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(12), Size);
        var at = CountsAt;
        foreach (var count in (long[])[Triples, Terms, Nodes, Predicates, Pairs, FileLength])
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(at), count);
            at += 8;
        }

        for (var i = 0; i < SectionCount; i++)
        {
            var place = bytes.AsSpan(SectionsAt + (i * SectionSize));
            BinaryPrimitives.WriteInt64LittleEndian(place, Sections[i].Offset);
            BinaryPrimitives.WriteInt64LittleEndian(place[8..], Sections[i].Length);
            BinaryPrimitives.WriteInt32LittleEndian(place[16..], Sections[i].Width);
            BinaryPrimitives.WriteUInt32LittleEndian(place[20..], Sections[i].Checksum);
        }

        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(ChecksumAt), Crc32C.Append(0, bytes.AsSpan(0, ChecksumAt)));
        return bytes;
    }

    /// <summary>Reads and checks the header of a file; nothing else is read.</summary>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="bytes">The first bytes of the file, fewer where it is shorter.</param>
    /// <param name="fileLength">The length that the file has.</param>
    /// <exception cref="InvalidDataException">It is no store file, one of another version, cut short, or damaged.</exception>
    public static KnowledgeFileHeader Read(string file, ReadOnlySpan<byte> bytes, long fileLength)
    {
        if (!bytes.StartsWith(Magic))
        {
            var found = Convert.ToHexString(bytes[..Math.Min(8, bytes.Length)]);
            throw new InvalidDataException($"{file} is no knowledge store: its first bytes are {found}. Make one with 'agenttuning knowledge build'.");
        }

        if (bytes.Length < Size)
            throw new InvalidDataException($"{file} is cut short: it has {fileLength} bytes, expected at least {Size}. Build it again.");
        var version = BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);
        if (version != CurrentVersion)
            throw new InvalidDataException($"{file} has version {version}, expected {CurrentVersion}. Build it again with this program.");
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[ChecksumAt..]) != Crc32C.Append(0, bytes[..ChecksumAt]))
            throw new InvalidDataException($"{file} is damaged: the checksum of its header differs. Build it again.");
        var sections = ImmutableArray.CreateBuilder<SectionPlace>(SectionCount);
        for (var i = 0; i < SectionCount; i++)
        {
            var place = bytes[(SectionsAt + (i * SectionSize))..];
            sections.Add(new SectionPlace(
                BinaryPrimitives.ReadInt64LittleEndian(place),
                BinaryPrimitives.ReadInt64LittleEndian(place[8..]),
                BinaryPrimitives.ReadInt32LittleEndian(place[16..]),
                BinaryPrimitives.ReadUInt32LittleEndian(place[20..])));
        }

        var header = new KnowledgeFileHeader
        {
            Triples = Count(bytes, 0),
            Terms = Count(bytes, 1),
            Nodes = Count(bytes, 2),
            Predicates = Count(bytes, 3),
            Pairs = Count(bytes, 4),
            FileLength = Count(bytes, 5),
            Sections = sections.DrainToImmutable(),
        };
        if (header.FileLength != fileLength)
        {
            var fault = fileLength < header.FileLength ? "cut short" : "too long";
            throw new InvalidDataException($"{file} has {fileLength} bytes, expected {header.FileLength}: it is {fault}. Build or copy it again.");
        }

        header.CheckSections(file);
        return header;
    }

    static long Count(ReadOnlySpan<byte> bytes, int index) => BinaryPrimitives.ReadInt64LittleEndian(bytes[(CountsAt + (8 * index))..]);

    void CheckSections(string file)
    {
        if (Terms is < 0 or > uint.MaxValue || Nodes < 0 || Nodes > Terms || Predicates < 0 || Predicates > Math.Min(Nodes, MaxPredicates)
            || Triples < 0 || Pairs < 0 || Pairs > Triples)
            throw Damaged(file, "its counts contradict one another");
        Check(file, KnowledgeSection.Terms, null, 1);
        Check(file, KnowledgeSection.TermOffsets, Terms + 1, 4, 8);
        Check(file, KnowledgeSection.Predicates, Predicates, 4);
        Check(file, KnowledgeSection.Rows, Nodes + 1, 4, 8);
        Check(file, KnowledgeSection.PairPredicates, Pairs, 4);
        Check(file, KnowledgeSection.PairOffsets, Pairs + 1, 4, 8);
        Check(file, KnowledgeSection.Objects, Triples, 4);
    }

    void Check(string file, KnowledgeSection section, long? count, params ReadOnlySpan<int> widths)
    {
        var (offset, length, width, _) = this[section];
        var isInside = offset >= Size && offset % Alignment == 0 && length >= 0 && offset <= FileLength && length <= FileLength - offset;
        if (!isInside || !widths.Contains(width) || (count is { } values && (length % width != 0 || length / width != values)))
            throw Damaged(file, string.Create(CultureInfo.InvariantCulture, $"the part {section} of {length} bytes at {offset} does not fit its counts or the file"));
    }

    static InvalidDataException Damaged(string file, string what) => new($"{file} is damaged: {what}. Build it again.");
}
