using System.Text.Json;
using System.Text.Json.Nodes;

namespace AgentTuning.Llama.Checkpoints;

/// <summary>Which tensor lies in which of several weight files (<c>model.safetensors.index.json</c>).</summary>
static class WeightIndex
{
    const int MaxBytes = 1 << 26;

    static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };
    static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n" };

    /// <summary>The file of each tensor.</summary>
    /// <exception cref="InvalidDataException">The index is no valid one, or names a file elsewhere.</exception>
    public static IReadOnlyDictionary<string, string> Read(byte[] index, string path)
    {
        if (index.Length > MaxBytes)
            throw new InvalidDataException($"{path} has {index.Length} bytes, expected at most {MaxBytes} for an index of weights.");
        try
        {
            using var document = JsonDocument.Parse(index, Strict);
            var map = document.RootElement.GetProperty("weight_map").EnumerateObject()
                .ToDictionary(property => property.Name, property => property.Value.GetString() ?? "", StringComparer.Ordinal);
            foreach (var name in map.Values.Distinct())
            {
                if (Path.GetFileName(name) != name || !name.EndsWith(".safetensors", StringComparison.Ordinal))
                    throw new InvalidDataException($"{path} names the file '{name}', expected names of safetensors files in the same folder.");
            }
            if (map.Count == 0) throw new InvalidDataException($"{path} names no weights, expected a file for each of them in its weight_map.");
            return map;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException($"{path} is no index of safetensors files: {e.Message}", e);
        }
    }

    /// <summary>The bytes of an index, names in ordinal order.</summary>
    /// <param name="files">The file of each tensor.</param>
    /// <param name="totalBytes">Of all tensors.</param>
    public static byte[] Write(IEnumerable<KeyValuePair<string, string>> files, long totalBytes)
    {
        var map = new JsonObject();
        foreach (var (tensor, file) in files.OrderBy(pair => pair.Key, StringComparer.Ordinal)) map[tensor] = file;
        var root = new JsonObject { ["metadata"] = new JsonObject { ["total_size"] = totalBytes }, ["weight_map"] = map };
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Indented)) root.WriteTo(writer);
        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }
}
