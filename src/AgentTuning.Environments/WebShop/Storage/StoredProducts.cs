using System.Buffers;
using System.Text.Json;
using AgentTuning.Environments.WebShop.Products;
using Microsoft.Win32.SafeHandles;

namespace AgentTuning.Environments.WebShop.Storage;

/// <summary>Products on disk: a line of JSON each, read when it is asked for. In memory are where each begins and a table of ids.</summary>
sealed class StoredProducts : IProductStore
{
    public const string LinesName = "products.jsonl";
    public const string OffsetsName = "offsets.bin";
    public const string IdsName = "ids.bin";

    readonly SafeFileHandle _lines;
    readonly long[] _offsets;
    readonly int[] _ids; // open addressing by hash; places plus one, 0 for empty

    StoredProducts(SafeFileHandle lines, long[] offsets, int[] ids) => (_lines, _offsets, _ids) = (lines, offsets, ids);

    public int Count => _offsets.Length - 1;

    /// <summary>Opens what was written into a folder.</summary>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    public static StoredProducts Open(string folder)
    {
        var offsets = NumberFile.Read<long>(Path.Combine(folder, OffsetsName));
        var ids = NumberFile.Read<int>(Path.Combine(folder, IdsName));
        var lines = File.OpenHandle(Path.Combine(folder, LinesName), FileMode.Open, FileAccess.Read, FileShare.Read, FileOptions.RandomAccess);
        if (offsets.Length == 0 || offsets[^1] != RandomAccess.GetLength(lines) || ids.Length <= offsets.Length - 1)
        {
            lines.Dispose();
            throw new InvalidDataException($"The index in {folder} is damaged: its files do not fit each other. Delete the folder; it is built anew.");
        }

        return new StoredProducts(lines, offsets, ids);
    }

    public Product Read(int ordinal)
    {
        var start = _offsets[ordinal];
        var length = checked((int)(_offsets[ordinal + 1] - start));
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            for (var read = 0; read < length;)
                read += RandomAccess.Read(_lines, buffer.AsSpan(read, length - read), start + read) is > 0 and var more
                    ? more
                    : throw new InvalidDataException($"The index ends within product {ordinal + 1}. Delete its folder; it is built anew.");
            var entry = JsonSerializer.Deserialize(buffer.AsSpan(0, length), WebShopJson.Readable.RawEntry)!;
            return Catalogue.Normalize(entry, ordinal + 1);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public int OrdinalOf(string asin)
    {
        for (var slot = SlotOf(asin, _ids.Length); _ids[slot] != 0; slot = (slot + 1) % _ids.Length)
            if (string.Equals(Read(_ids[slot] - 1).Asin, asin, StringComparison.Ordinal))
                return _ids[slot] - 1;
        return -1;
    }

    public void Dispose() => _lines.Dispose();

    /// <summary>Where the search for an id begins.</summary>
    public static int SlotOf(string asin, int slots) => (int)(RandomDraws.Mix(StableHash.Of64(asin)) % (ulong)slots);

    /// <summary>The table of ids.</summary>
    public static int[] Table(List<string> asins)
    {
        var table = new int[Math.Max(16, asins.Count * 3)];
        for (var ordinal = 0; ordinal < asins.Count; ordinal++)
        {
            var slot = SlotOf(asins[ordinal], table.Length);
            while (table[slot] != 0)
                slot = (slot + 1) % table.Length;
            table[slot] = ordinal + 1;
        }

        return table;
    }
}
