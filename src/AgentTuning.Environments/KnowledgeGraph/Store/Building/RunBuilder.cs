using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace AgentTuning.Environments.KnowledgeGraph.Store.Building;

/// <summary>Gathers statements in memory with their own small dictionary, and writes them sorted.</summary>
/// <remarks>The memory is used again for the next piece. Not for several threads.</remarks>
sealed class RunBuilder
{
    // A term costs its bytes and: end, hash, key, order and rank, and two slots of the table that is filled to a half.
    const int BytesPerTerm = 4 + 4 + 8 + 4 + 4 + 8;

    // Differs between processes, so that nobody can write a file whose terms collide; the order of the output does not depend on it.
    static readonly ulong Seed = BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(8)) | 1;

    byte[] _bytes = new byte[1 << 16];
    int[] _ends = new int[1 << 12];
    uint[] _hashes = new uint[1 << 12];
    int[] _slots = new int[1 << 13];
    NumberedTriple[] _triples = new NumberedTriple[1 << 12];
    int _length;
    int _terms;
    int _count;

    /// <summary>Memory that sorting what is held takes, in bytes.</summary>
    public long Size => _length + ((long)_terms * BytesPerTerm) + ((long)_count * NumberedTriple.Size);

    /// <summary>Statements held.</summary>
    public int Count => _count;

    /// <summary>Takes the statement that a parser has read.</summary>
    public void Add(NTriplesParser parser)
    {
        if (_count == _triples.Length)
            Array.Resize(ref _triples, _count * 2);
        _triples[_count++] = new NumberedTriple(Number(parser.Subject), Number(parser.Predicate), Number(parser.Object));
    }

    /// <summary>Writes what is held as sorted terms and sorted, distinct statements, and forgets it.</summary>
    public void Write(RunFile file)
    {
        var order = SortTerms();
        var ranks = new uint[_terms];
        for (var i = 0; i < order.Length; i++)
            ranks[order[i]] = (uint)i;
        var triples = _triples.AsSpan(0, _count);
        foreach (ref var triple in triples)
            triple = new NumberedTriple(ranks[triple.Subject], ranks[triple.Predicate], ranks[triple.Object]);
        triples.Sort();
        var distinct = 0;
        for (var i = 0; i < triples.Length; i++)
            if (i == 0 || triples[i] != triples[distinct - 1])
                triples[distinct++] = triples[i];
        file.Append(this, order, triples[..distinct]);
        Array.Clear(_slots);
        (_length, _terms, _count) = (0, 0, 0);
    }

    /// <summary>The bytes of a term by its number in this piece.</summary>
    public ReadOnlySpan<byte> Term(int number)
    {
        var start = number == 0 ? 0 : _ends[number - 1];
        return _bytes.AsSpan(start, _ends[number] - start);
    }

    int[] SortTerms()
    {
        var order = new int[_terms];
        var keys = new ulong[_terms];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
            keys[i] = Key(Term(i));
        }

        Array.Sort(keys, order);
        for (int start = 0, end; start < order.Length; start = end)
        {
            end = start + 1;
            while (end < order.Length && keys[end] == keys[start])
                end++;
            if (end - start > 1)
                order.AsSpan(start, end - start).Sort((left, right) => Term(left).SequenceCompareTo(Term(right)));
        }

        return order;
    }

    /// <summary>The first eight bytes as a number that orders as they do.</summary>
    public static ulong Key(ReadOnlySpan<byte> term)
    {
        if (term.Length >= 8)
            return BinaryPrimitives.ReadUInt64BigEndian(term);
        var key = 0ul;
        for (var i = 0; i < 8; i++)
            key = (key << 8) | (i < term.Length ? term[i] : 0u);
        return key;
    }

    uint Number(ReadOnlySpan<byte> term)
    {
        var hash = Hash(term);
        var mask = _slots.Length - 1;
        for (var at = (int)hash & mask; ; at = (at + 1) & mask)
        {
            var number = _slots[at] - 1;
            if (number < 0)
            {
                _slots[at] = _terms + 1;
                return (uint)Append(term, hash);
            }

            if (_hashes[number] == hash && Term(number).SequenceEqual(term))
                return (uint)number;
        }
    }

    int Append(ReadOnlySpan<byte> term, uint hash)
    {
        if (_length + term.Length > _bytes.Length)
            Array.Resize(ref _bytes, (int)Math.Min(Math.Max((long)_bytes.Length * 2, _length + (long)term.Length), Array.MaxLength));
        term.CopyTo(_bytes.AsSpan(_length));
        if (_terms == _ends.Length)
        {
            Array.Resize(ref _ends, _terms * 2);
            Array.Resize(ref _hashes, _terms * 2);
        }

        _length += term.Length;
        _ends[_terms] = _length;
        _hashes[_terms] = hash;
        var number = _terms++;
        if (_terms * 2 > _slots.Length)
            GrowSlots();
        return number;
    }

    void GrowSlots()
    {
        _slots = new int[_slots.Length * 2];
        var mask = _slots.Length - 1;
        for (var number = 0; number < _terms; number++)
        {
            var at = (int)_hashes[number] & mask;
            while (_slots[at] != 0)
                at = (at + 1) & mask;
            _slots[at] = number + 1;
        }
    }

    static uint Hash(ReadOnlySpan<byte> term)
    {
        const ulong Factor = 0x9E3779B97F4A7C15;
        var hash = Seed ^ (ulong)term.Length;
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(term))
            hash = Mix(hash ^ word);
        var last = 0ul;
        foreach (var value in term[(term.Length & ~7)..])
            last = (last << 8) | value;
        hash = Mix(hash ^ last);
        return (uint)(hash >> 32);

        static ulong Mix(ulong value)
        {
            var high = Math.BigMul(value, Factor ^ BitOperations.RotateLeft(Seed, 17), out var low);
            return high ^ low;
        }
    }
}
