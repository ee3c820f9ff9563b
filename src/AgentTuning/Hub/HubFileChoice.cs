using System.Text.Json;

namespace AgentTuning.Hub;

/// <summary>The files of a model that are needed to run and tune it: configuration, tokenizer, weights in safetensors, once.</summary>
static class HubFileChoice
{
    /// <summary>The index of weights in several files.</summary>
    public const string Index = "model.safetensors.index.json";

    static readonly string[] Weights = ["model.safetensors", "adapter_model.safetensors"];
    static readonly string[] Others = ["tokenizer.model", "merges.txt", "vocab.json", "chat_template.jinja", "LICENSE", "README.md"];

    /// <summary>The small files, the index among them.</summary>
    /// <exception cref="HubException">The model has no weights that can be read here.</exception>
    public static List<HubFile> Small(HubRevision revision, HubName name)
    {
        var files = revision.Files.Where(file => !file.Name.Contains('/', StringComparison.Ordinal)).ToList();
        if (!files.Any(file => file.Name == Index || Weights.Contains(file.Name)))
        {
            var other = files.FirstOrDefault(file => file.Name.EndsWith(".bin", StringComparison.Ordinal) || file.Name.EndsWith(".gguf", StringComparison.Ordinal));
            throw new HubException($"{name} has no weights in safetensors{(other is null ? "" : $", only such as {other.Name}")}. Choose a repository that has model.safetensors.");
        }
        return [.. files.Where(file => (file.Name.EndsWith(".json", StringComparison.Ordinal) && !IsOtherIndex(file.Name)) || Others.Contains(file.Name))];
    }

    /// <summary>The files of weights.</summary>
    /// <param name="revision">All files.</param>
    /// <param name="index">The content of the index; null where there is none.</param>
    /// <param name="name">The model, for messages.</param>
    /// <exception cref="HubException">The index names a file that is not there, or a path that leads elsewhere.</exception>
    public static List<HubFile> OfWeights(HubRevision revision, byte[]? index, HubName name)
    {
        var single = revision.Files.Where(file => Weights.Contains(file.Name)).ToList();
        if (index is null || single.Any(file => file.Name == Weights[0])) return single; // the single file comes first, as in Transformers
        var names = new SortedSet<string>(StringComparer.Ordinal);
        try
        {
            using var document = JsonDocument.Parse(index);
            foreach (var member in document.RootElement.GetProperty("weight_map").EnumerateObject()) names.Add(member.Value.GetString() ?? "");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new HubException($"{Index} of {name} is damaged: {e.Message}", e);
        }
        return [.. names.Select(wanted => revision.Files.FirstOrDefault(file => file.Name == wanted)
            ?? throw new HubException($"{Index} of {name} names '{wanted}', which the repository lacks. Its upload may not be finished.")), .. single];
    }

    static bool IsOtherIndex(string name) => name.EndsWith(".index.json", StringComparison.Ordinal) && name != Index;
}
