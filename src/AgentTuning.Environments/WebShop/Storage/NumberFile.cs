using System.Runtime.InteropServices;

namespace AgentTuning.Environments.WebShop.Storage;

/// <summary>Files of numbers, little-endian, one after another.</summary>
static class NumberFile
{
    /// <summary>Reads a whole file.</summary>
    /// <exception cref="InvalidDataException">Its length does not fit.</exception>
    public static T[] Read<T>(string path)
        where T : unmanaged
    {
        using var stream = File.OpenRead(path);
        var size = Marshal.SizeOf<T>();
        if (stream.Length % size != 0 || stream.Length / size > Array.MaxLength)
            throw new InvalidDataException($"{path} has {stream.Length} bytes, expected a multiple of {size}. Delete the folder of the index; it is built anew.");
        var numbers = new T[stream.Length / size];

        // A span holds at most 2 GB of bytes.
        const int Part = 1 << 24;
        for (var start = 0; start < numbers.Length; start += Part)
            stream.ReadExactly(MemoryMarshal.AsBytes(numbers.AsSpan(start, Math.Min(Part, numbers.Length - start))));
        return numbers;
    }

    /// <summary>Writes a whole file.</summary>
    public static void Write<T>(string path, ReadOnlySpan<T> numbers)
        where T : unmanaged
    {
        using var stream = File.Create(path);
        const int Part = 1 << 24;
        for (var start = 0; start < numbers.Length; start += Part)
            stream.Write(MemoryMarshal.AsBytes(numbers.Slice(start, Math.Min(Part, numbers.Length - start))));
    }
}
