using System.Buffers.Binary;
using System.Text;

namespace AgentTuning.Llama.Native;

/// <summary>Symbol versions of a 64-bit little-endian ELF file.</summary>
/// <remarks>Layout: Linux Standard Base, "Symbol Versioning" (sections <c>.gnu.version_r</c> and <c>.gnu.version_d</c>).</remarks>
static class ElfVersions
{
    const int VersionNeeded = 0x6ffffffe;
    const int WeakFlag = 2;

    /// <summary>True if a library defines a symbol version, such as <c>GLIBCXX_3.4.32</c>.</summary>
    public static bool Defines(string path, string version)
    {
        // The name stands in the string table of a library that defines it, and nowhere else in one that does not.
        var name = Encoding.ASCII.GetBytes($"\0{version}\0");
        return File.ReadAllBytes(path).AsSpan().IndexOf(name) >= 0;
    }

    /// <summary>Marks a symbol version that a library needs as weak, so that the loader goes on without it.</summary>
    /// <returns>The number of entries marked.</returns>
    /// <exception cref="InvalidDataException">The bytes are no 64-bit little-endian ELF file.</exception>
    public static int MarkWeak(byte[] file, string version)
    {
        if (file.Length < 64 || !file.AsSpan(0, 6).SequenceEqual((ReadOnlySpan<byte>)[0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1]))
            throw new InvalidDataException("The file is no 64-bit little-endian ELF file.");
        try
        {
            return MarkWeakEntries(file, version);
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or OverflowException)
        {
            throw new InvalidDataException("The ELF file's section table points outside the file.", e);
        }
    }

    static int MarkWeakEntries(byte[] file, string version)
    {
        var marked = 0;
        var table = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(0x28)));
        int size = UInt16(file, 0x3a), count = UInt16(file, 0x3c);
        for (var section = table; section < table + size * count; section += size)
        {
            if (Int32(file, section + 4) != VersionNeeded) continue;
            var strings = table + size * Int32(file, section + 40);
            marked += MarkWeakIn(file, Int32(file, section + 24), Int32(file, section + 44), Int32(file, strings + 24), version);
        }
        return marked;
    }

    static int MarkWeakIn(byte[] file, int entry, int entries, int names, string version)
    {
        var marked = 0;
        for (var i = 0; i < entries; i++)
        {
            var need = entry + Int32(file, entry + 8);
            for (var j = 0; j < UInt16(file, entry + 2); j++)
            {
                if (NameAt(file, names + Int32(file, need + 8)) == version)
                {
                    var flags = UInt16(file, need + 4);
                    BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(need + 4), (ushort)(flags | WeakFlag));
                    marked++;
                }
                need += Int32(file, need + 12);
            }
            entry += Int32(file, entry + 12);
        }
        return marked;
    }

    static string NameAt(byte[] file, int offset)
    {
        var rest = file.AsSpan(offset);
        var end = rest.IndexOf((byte)0);
        return Encoding.ASCII.GetString(end < 0 ? rest : rest[..end]);
    }

    static int UInt16(byte[] file, int offset) => BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(offset));

    static int Int32(byte[] file, int offset) => BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(offset));
}
