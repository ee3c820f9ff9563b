using System.Buffers.Binary;
using System.Text;

namespace AgentTuning.Tokenization.Normalizers;

/// <summary>The precompiled character map of SentencePiece: texts and what they become, in a double-array trie over UTF-8.</summary>
sealed class CharacterMap
{
    readonly uint[] _units;
    readonly byte[] _texts;

    CharacterMap(uint[] units, byte[] texts)
    {
        _units = units;
        _texts = texts;
    }

    /// <summary>Reads a map: the size of the trie in bytes, the trie, the texts, each ended by a zero.</summary>
    /// <exception cref="FormatException">The bytes are no such map.</exception>
    public static CharacterMap Parse(ReadOnlySpan<byte> blob)
    {
        if (blob.Length < 4)
            throw new FormatException($"the map has {blob.Length} bytes, expected 4 or more.");
        var size = BinaryPrimitives.ReadUInt32LittleEndian(blob);
        if (size > blob.Length - 4 || size % 4 != 0)
            throw new FormatException($"its trie is {size} bytes long, expected a multiple of 4 up to {blob.Length - 4}.");
        var units = new uint[size / 4];
        for (var i = 0; i < units.Length; i++)
            units[i] = BinaryPrimitives.ReadUInt32LittleEndian(blob[(4 + (4 * i))..]);
        return new CharacterMap(units, blob[(4 + (int)size)..].ToArray());
    }

    /// <summary>The longest text that the bytes begin with, its length in bytes and what it becomes; length 0 where there is none.</summary>
    public (int Length, string Replacement) Longest(ReadOnlySpan<byte> text) => Search(text, isLongest: true);

    /// <summary>The shortest text that the bytes begin with.</summary>
    public (int Length, string Replacement) Shortest(ReadOnlySpan<byte> text) => Search(text, isLongest: false);

    (int Length, string Replacement) Search(ReadOnlySpan<byte> text, bool isLongest)
    {
        var (length, value) = (0, 0u);
        var at = _units.Length == 0 ? 0 : OffsetOf(_units[0]);
        for (var i = 0; i < text.Length && text[i] != 0; i++)
        {
            at ^= text[i];
            if (at >= _units.Length || (_units[at] & 0x800000FF) != text[i])
                break;
            var unit = _units[at];
            at ^= OffsetOf(unit);
            if ((unit >> 8 & 1) == 0 || at >= _units.Length)
                continue;
            (length, value) = (i + 1, _units[at] & 0x7FFFFFFF);
            if (!isLongest)
                break;
        }

        return (length, length == 0 ? "" : TextAt(value));
    }

    string TextAt(uint offset)
    {
        if (offset >= _texts.Length)
            return "";
        var rest = _texts.AsSpan((int)offset);
        var end = rest.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]);
    }

    static uint OffsetOf(uint unit) => unit >> 10 << (int)((unit & (1u << 9)) >> 6);
}
