using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text.Json;
using AgentTuning.Llama.Models;

namespace AgentTuning.Llama.Checkpoints;

/// <summary>The head of a safetensors file: a length, then JSON that says where each tensor lies.</summary>
/// <remarks>
/// Format: https://github.com/huggingface/safetensors#format. Read as hostile: every number is checked before it is used, tensors may
/// neither overlap nor leave holes, and a name may stand once.
/// </remarks>
static class SafetensorsHeader
{
    const int LengthBytes = 8;
    const long MaxHeaderBytes = 100_000_000; // the limit of the format's own reader
    const int MaxDimensions = 8;

    static readonly JsonDocumentOptions Strict = new() { MaxDepth = 4, AllowDuplicateProperties = false };

    /// <summary>The tensors of a file in the order of their bytes.</summary>
    /// <exception cref="InvalidDataException">The header is no valid one for a file of this length.</exception>
    public static ImmutableArray<SafetensorsEntry> Read(Stream stream, string source)
    {
        var fileLength = stream.Length;
        Span<byte> prefix = stackalloc byte[LengthBytes];
        if (fileLength < LengthBytes)
            throw new InvalidDataException($"{source} has {fileLength} bytes, expected at least {LengthBytes}: it is no safetensors file, or was cut short.");
        stream.ReadExactly(prefix);
        var headerLength = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (headerLength > MaxHeaderBytes)
            throw new InvalidDataException($"{source}: the header's length is {headerLength}, expected at most {MaxHeaderBytes}. Is it a safetensors file?");
        if ((long)headerLength > fileLength - LengthBytes)
            throw new InvalidDataException(
                $"{source}: the header's length is {headerLength}, and only {fileLength - LengthBytes} bytes follow. Was the file cut short?");

        var json = new byte[headerLength];
        stream.ReadExactly(json);
        return Parse(json, LengthBytes + (long)headerLength, fileLength, source);
    }

    static ImmutableArray<SafetensorsEntry> Parse(byte[] json, long dataStart, long fileLength, string source)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new InvalidDataException($"{source}: the header is a JSON {document.RootElement.ValueKind}, expected an object.");
            var entries = document.RootElement.EnumerateObject()
                .Where(property => property.Name != "__metadata__")
                .Select(property => ParseEntry(property, dataStart, fileLength, source))
                .OrderBy(entry => entry.Offset).ThenBy(entry => entry.ByteCount)
                .ToImmutableArray();
            RequireNoHoles(entries, dataStart, fileLength, source);
            return entries;
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{source}: the header is no valid JSON: {e.Message}", e);
        }
        catch (InvalidOperationException e)
        {
            // Text that is no UTF-8 is found only when it is read.
            throw new InvalidDataException($"{source}: the header holds text that is no UTF-8.", e);
        }
    }

    static SafetensorsEntry ParseEntry(JsonProperty property, long dataStart, long fileLength, string source)
    {
        var name = property.Name;
        var value = property.Value;
        if (value.ValueKind != JsonValueKind.Object)
            throw new InvalidDataException($"{source}: tensor '{Shorten(name)}' is a JSON {value.ValueKind}, expected an object.");
        var type = ParseType(value, name, source);
        var shape = Numbers(value, "shape", name, source);
        if (shape.Length > MaxDimensions)
            throw new InvalidDataException($"{source}: tensor '{Shorten(name)}' has {shape.Length} dimensions, expected at most {MaxDimensions}.");
        var offsets = Numbers(value, "data_offsets", name, source);
        var available = fileLength - dataStart;
        if (offsets.Length != 2 || offsets[0] > offsets[1] || offsets[1] > available)
            throw new InvalidDataException(
                $"{source}: tensor '{Shorten(name)}' has data_offsets [{string.Join(", ", offsets.Take(4))}], "
                + $"expected a begin and an end within the {available} bytes of data. Was the file cut short?");
        var byteCount = offsets[1] - offsets[0];
        if (ExpectedBytes(shape, type) is not { } expected || expected != byteCount)
            throw new InvalidDataException(
                $"{source}: tensor '{Shorten(name)}' has {byteCount} bytes, which is not its shape [{string.Join(", ", shape)}] in {type}.");
        return new SafetensorsEntry(name, type, shape, dataStart + offsets[0], byteCount);
    }

    static WeightType ParseType(JsonElement value, string name, string source)
    {
        var text = value.TryGetProperty("dtype", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString()! : "missing";
        return text switch
        {
            "F32" => WeightType.F32,
            "F16" => WeightType.F16,
            "BF16" => WeightType.BF16,
            _ => throw new InvalidDataException($"{source}: tensor '{Shorten(name)}' has the dtype {Shorten(text)}, expected F32, F16 or BF16."),
        };
    }

    static ImmutableArray<long> Numbers(JsonElement value, string field, string name, string source)
    {
        if (!value.TryGetProperty(field, out var array) || array.ValueKind != JsonValueKind.Array)
            throw new InvalidDataException($"{source}: tensor '{Shorten(name)}' has no {field}, expected a list of numbers.");
        var numbers = ImmutableArray.CreateBuilder<long>();
        foreach (var element in array.EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.Number || !element.TryGetInt64(out var number) || number < 0)
                throw new InvalidDataException(
                    $"{source}: tensor '{Shorten(name)}' has {Shorten(element.GetRawText())} in its {field}, expected whole numbers from 0.");
            numbers.Add(number);
        }
        return numbers.ToImmutable();
    }

    static long? ExpectedBytes(ImmutableArray<long> shape, WeightType type)
    {
        var bytes = type == WeightType.F32 ? 4L : 2L;
        foreach (var size in shape)
        {
            if (size != 0 && bytes > long.MaxValue / size) return null;
            bytes *= size;
        }
        return bytes;
    }

    static void RequireNoHoles(ImmutableArray<SafetensorsEntry> entries, long dataStart, long fileLength, string source)
    {
        var end = dataStart;
        foreach (var entry in entries)
        {
            if (entry.Offset != end)
                throw new InvalidDataException(
                    $"{source}: tensor '{Shorten(entry.Name)}' begins at byte {entry.Offset - dataStart} of the data, expected {end - dataStart}: "
                    + "tensors overlap or leave a hole.");
            end += entry.ByteCount;
        }
        if (end != fileLength)
            throw new InvalidDataException($"{source}: {fileLength - end} bytes follow the last tensor, expected none.");
    }

    static string Shorten(string text) => text.Length <= 120 ? text : text[..120] + "…";
}
