using System.Buffers;
using System.IO.MemoryMappedFiles;
using System.Numerics;

namespace AgentTuning.Environments.KnowledgeGraph.Store;

/// <summary>A graph in a file that is mapped into memory: opened without being read, and shared between processes.</summary>
/// <remarks>
/// <para>Made by <see cref="Building.KnowledgeBuilder"/>. Numbers ascend as the packed bytes of the terms do. Safe for several readers at once; dispose it
/// after the last of them.</para>
/// <para>A file of somebody else cannot lead outside of itself: every offset is checked when it is used. A file that is cut short or written over while
/// it is open ends the process; it is replaced by renaming, as the builder does.</para>
/// </remarks>
public sealed unsafe class MappedKnowledgeStore : IKnowledgeStore, IDisposable
{
    const int MostBitsOnStack = 1 << 15;

    readonly string _file;
    readonly KnowledgeFileHeader _header;
    readonly MemoryMappedFile _mapping;
    readonly MemoryMappedViewAccessor _view;
    readonly byte* _terms;
    readonly uint* _predicates;
    readonly uint* _pairPredicates;
    readonly uint* _objects;
    readonly MappedColumn _termOffsets;
    readonly MappedColumn _rows;
    readonly MappedColumn _pairOffsets;
    bool _isDisposed;

    MappedKnowledgeStore(string file, KnowledgeFileHeader header, MemoryMappedFile mapping)
    {
        _file = file;
        _header = header;
        _mapping = mapping;
        _view = mapping.CreateViewAccessor(0, header.FileLength, MemoryMappedFileAccess.Read);
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        start += _view.PointerOffset;
        _terms = start + header[KnowledgeSection.Terms].Offset;
        _predicates = (uint*)(start + header[KnowledgeSection.Predicates].Offset);
        _pairPredicates = (uint*)(start + header[KnowledgeSection.PairPredicates].Offset);
        _objects = (uint*)(start + header[KnowledgeSection.Objects].Offset);
        _termOffsets = Column(KnowledgeSection.TermOffsets);
        _rows = Column(KnowledgeSection.Rows);
        _pairOffsets = Column(KnowledgeSection.PairOffsets);

        MappedColumn Column(KnowledgeSection section) => new(start + header[section].Offset, header[section].Width == sizeof(ulong));
    }

    /// <summary>Distinct statements.</summary>
    public long TripleCount => _header.Triples;

    /// <summary>Distinct terms.</summary>
    public long TermCount => _header.Terms;

    /// <summary>Distinct IRIs and blank nodes.</summary>
    public long NodeCount => _header.Nodes;

    /// <summary>Distinct predicates.</summary>
    public long PredicateCount => _header.Predicates;

    /// <summary>Bytes of the file.</summary>
    public long FileLength => _header.FileLength;

    /// <summary>The version of the file's format.</summary>
    public static int FormatVersion => (int)KnowledgeFileHeader.CurrentVersion;

    /// <summary>Opens a file; only its header is read.</summary>
    /// <exception cref="InvalidDataException">It is no store file, one of another version, cut short, or damaged.</exception>
    public static MappedKnowledgeStore Open(string path)
    {
        var name = Path.GetFileName(path);
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
        try
        {
            Span<byte> bytes = stackalloc byte[KnowledgeFileHeader.Size];
            var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            var header = KnowledgeFileHeader.Read(name, bytes[..read], stream.Length);
            return new MappedKnowledgeStore(
                name, header, MemoryMappedFile.CreateFromFile(stream, mapName: null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false));
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Reads the whole file and compares its checksums.</summary>
    /// <exception cref="InvalidDataException">A part differs from what was written.</exception>
    public void Verify(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        const int Step = 1 << 24;
        foreach (var section in Enum.GetValues<KnowledgeSection>())
        {
            var (offset, length, _, wanted) = _header[section];
            var checksum = 0u;
            for (var at = 0L; at < length; at += Step)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var start = _terms - _header[KnowledgeSection.Terms].Offset + offset + at;
                checksum = Crc32C.Append(checksum, new ReadOnlySpan<byte>(start, (int)Math.Min(Step, length - at)));
            }

            if (checksum != wanted)
                throw new InvalidDataException($"{_file} is damaged: the part {section} has the checksum {checksum:x8}, expected {wanted:x8}. Build or copy it again.");
        }
    }

    /// <inheritdoc/>
    public uint? Find(KnowledgeTerm term)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var wanted = PackedTerm.Pack(term);
        ulong low = 0, high = (ulong)_header.Terms;
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var order = Packed(middle).SequenceCompareTo(wanted);
            if (order == 0)
                return (uint)middle;
            if (order < 0)
                low = middle + 1;
            else
                high = middle;
        }

        return null;
    }

    /// <inheritdoc/>
    public KnowledgeTerm TermOf(uint number)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (number >= _header.Terms)
            throw new ArgumentOutOfRangeException(nameof(number), number, $"{_file} has the terms 0 to {_header.Terms - 1}.");
        return PackedTerm.Unpack(Packed(number));
    }

    /// <inheritdoc/>
    public uint[] Predicates(ReadOnlySpan<uint> subjects)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (subjects.Length == 1)
            return PredicatesOf(subjects[0]);
        var words = (int)((_header.Predicates + 63) / 64);
        var rented = words * 64 > MostBitsOnStack ? ArrayPool<ulong>.Shared.Rent(words) : null;
        var bits = rented is null ? stackalloc ulong[MostBitsOnStack / 64] : rented;
        bits = bits[..words];
        bits.Clear();
        foreach (var subject in subjects)
            foreach (var place in Pairs(subject, out _))
                bits[(int)(Checked(place, _header.Predicates) >> 6)] |= 1ul << (int)(place & 63);
        var found = Expand(bits);
        if (rented is not null)
            ArrayPool<ulong>.Shared.Return(rented);
        return found;
    }

    /// <inheritdoc/>
    public uint[] Objects(ReadOnlySpan<uint> subjects, uint predicate)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var place = new ReadOnlySpan<uint>(_predicates, (int)_header.Predicates).BinarySearch(predicate);
        if (place < 0 || subjects.IsEmpty)
            return [];
        if (subjects.Length == 1)
            return ObjectsOf(subjects[0], (uint)place).ToArray();
        var found = new List<uint>();
        foreach (var subject in subjects)
            found.AddRange(ObjectsOf(subject, (uint)place));
        found.Sort();
        var distinct = 0;
        for (var i = 0; i < found.Count; i++)
            if (i == 0 || found[i] != found[distinct - 1])
                found[distinct++] = found[i];
        found.RemoveRange(distinct, found.Count - distinct);
        return [.. found];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _mapping.Dispose();
    }

    uint[] PredicatesOf(uint subject)
    {
        var places = Pairs(subject, out _);
        var found = places.IsEmpty ? [] : new uint[places.Length];
        for (var i = 0; i < found.Length; i++)
            found[i] = _predicates[Checked(places[i], _header.Predicates)];
        return found;
    }

    uint[] Expand(ReadOnlySpan<ulong> bits)
    {
        var count = 0;
        foreach (var word in bits)
            count += BitOperations.PopCount(word);
        var found = count == 0 ? [] : new uint[count];
        var at = 0;
        for (var i = 0; i < bits.Length; i++)
            for (var word = bits[i]; word != 0; word &= word - 1)
                found[at++] = _predicates[(i * 64) + BitOperations.TrailingZeroCount(word)];
        return found;
    }

    ReadOnlySpan<uint> ObjectsOf(uint subject, uint place)
    {
        var index = Pairs(subject, out var first).BinarySearch(place);
        if (index < 0)
            return [];
        var pair = first + (ulong)index;
        var (start, end) = (_pairOffsets[pair], _pairOffsets[pair + 1]);
        if (start > end || end > (ulong)_header.Triples || end - start > (ulong)Array.MaxLength)
            throw Damaged("objects", start, end);
        var found = new ReadOnlySpan<uint>(_objects + start, (int)(end - start));
        foreach (var number in found)
            Checked(number, _header.Terms);
        return found;
    }

    // The predicates of a subject, as places in the table of predicates.
    ReadOnlySpan<uint> Pairs(uint subject, out ulong first)
    {
        first = 0;
        if (subject >= _header.Nodes)
            return [];
        (first, var end) = (_rows[subject], _rows[subject + 1ul]);
        if (first > end || end > (ulong)_header.Pairs || end - first > (ulong)_header.Predicates)
            throw Damaged("pairs", first, end);
        return new ReadOnlySpan<uint>(_pairPredicates + first, (int)(end - first));
    }

    ReadOnlySpan<byte> Packed(ulong number)
    {
        var (start, end) = (_termOffsets[number], _termOffsets[number + 1]);
        if (start > end || end > (ulong)_header[KnowledgeSection.Terms].Length || end - start > int.MaxValue)
            throw Damaged("the bytes of a term", start, end);
        return new ReadOnlySpan<byte>(_terms + start, (int)(end - start));
    }

    uint Checked(uint value, long limit) => value < limit ? value : throw Damaged("a number", value, (ulong)limit);

    InvalidDataException Damaged(string what, ulong first, ulong second) =>
        new($"{_file} is damaged: {what} lead from {first} to {second}, which the file does not have. Build it again.");
}
