using System.Text;
using System.Text.Json;
using AgentTuning.Files;
using AgentTuning.Llama.Models;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Checkpoints;

/// <summary>A model in a folder, laid out as Hugging Face does: <c>config.json</c>, <c>model.safetensors</c>, tokenizer.</summary>
public static class LlamaCheckpoint
{
    const string ConfigName = "config.json";
    const string GenerationConfigName = "generation_config.json";
    const string WeightsName = "model.safetensors";
    const string IndexName = "model.safetensors.index.json";

    static readonly JsonDocumentOptions Strict = new() { MaxDepth = 4, AllowDuplicateProperties = false };

    /// <summary>Reads a model from one <c>model.safetensors</c> or from the files that an index names.</summary>
    /// <exception cref="FileNotFoundException">The folder lacks the configuration or the weights.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or weights are missing, left over, or of another shape.</exception>
    public static LlamaModel Load(string folder)
    {
        var configPath = Path.Combine(folder, ConfigName);
        if (!File.Exists(configPath))
            throw new FileNotFoundException($"{folder} has no {ConfigName}, expected a model in Hugging Face format.", configPath);
        var config = LlamaConfigJson.Read(configPath);
        var files = WeightFiles(folder);
        var names = ExpectedNames(config);
        RequireNames(folder, config, files, names);

        var model = LlamaModel.CreateEmpty(config);
        try
        {
            Fill(model, files);
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>Writes a model; the weights come last, so that a folder with them is complete.</summary>
    /// <param name="folder">Created where it is missing; files of the same names are replaced one by one.</param>
    /// <param name="model">Its weights are written in its configuration's number type.</param>
    /// <param name="others">Further files, such as those of the tokenizer.</param>
    /// <param name="cancellationToken">Leaves the files not yet written as they were.</param>
    /// <exception cref="ArgumentException">A further file's name has a folder in it or belongs to the model.</exception>
    public static async Task SaveAsync(
        string folder, LlamaModel model, IReadOnlyList<CheckpointFile>? others = null, CancellationToken cancellationToken = default)
    {
        foreach (var file in others ?? [])
        {
            if (Path.GetFileName(file.Name) != file.Name || file.Name is "" or "." or ".." or ConfigName or GenerationConfigName or WeightsName or IndexName)
                throw new ArgumentException($"The further file is named '{file.Name}', expected a plain name that the model's own files do not have.", nameof(others));
        }
        await WriteTextAsync(ConfigName, LlamaConfigJson.Write(model.Config));
        await WriteTextAsync(GenerationConfigName, GenerationConfig(model.Config));
        foreach (var file in others ?? [])
            await AtomicFile.WriteAllBytesAsync(Path.Combine(folder, file.Name), file.Bytes, cancellationToken);
        await using var weights = AtomicFile.Create(Path.Combine(folder, WeightsName));
        WriteWeights(weights.Stream, model);
        await weights.CommitAsync(cancellationToken);

        Task WriteTextAsync(string name, string text) =>
            AtomicFile.WriteAllBytesAsync(Path.Combine(folder, name), Encoding.UTF8.GetBytes(text), cancellationToken);
    }

    static void WriteWeights(Stream stream, LlamaModel model)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        SafetensorsFile.Write(stream, model.NamedWeights(), model.Config.WeightType);
    }

    static string GenerationConfig(LlamaConfig config) =>
        $$"""
        {
          "bos_token_id": {{config.BeginningOfTextId}},
          "do_sample": false,
          "eos_token_id": {{config.EndOfTextId}},
          "max_length": {{config.MaxPositions}}
        }

        """;

    static void Fill(LlamaModel model, IReadOnlyList<string> files)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        var weights = model.NamedWeights().ToDictionary(StringComparer.Ordinal);
        foreach (var path in files)
        {
            using var file = new SafetensorsFile(path);
            foreach (var entry in file.Entries)
            {
                if (weights.TryGetValue(entry.Name, out var weight)) file.Read(entry, weight);
            }
        }
    }

    static HashSet<string> ExpectedNames(LlamaConfig config)
    {
        string[] queryKeyValue = ["self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj"], feedForward = ["mlp.gate_proj", "mlp.up_proj", "mlp.down_proj"];
        string[] weights = ["input_layernorm", .. queryKeyValue, "self_attn.o_proj", "post_attention_layernorm", .. feedForward];
        string[] norms = config.HasQueryKeyNorm ? ["self_attn.q_norm", "self_attn.k_norm"] : [];
        string[] biases =
        [
            .. config.HasQueryKeyValueBias ? queryKeyValue : [],
            .. config.HasOutputBias ? ["self_attn.o_proj"] : Array.Empty<string>(),
            .. config.HasFeedForwardBias ? feedForward : [],
        ];
        string[] layer = [.. weights.Concat(norms).Select(name => name + ".weight"), .. biases.Select(name => name + ".bias")];
        var names = Enumerable.Range(0, config.LayerCount)
            .SelectMany(index => layer.Select(name => $"model.layers.{index}.{name}"))
            .Append("model.embed_tokens.weight").Append("model.norm.weight");
        return new(config.HasTiedHead ? names : names.Append("lm_head.weight"), StringComparer.Ordinal);
    }

    // Before any memory is taken for weights: a configuration can ask for more than the files hold.
    static void RequireNames(string folder, LlamaConfig config, IReadOnlyList<string> files, HashSet<string> names)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var count = 0L;
        foreach (var path in files)
        {
            using var file = new SafetensorsFile(path);
            foreach (var entry in file.Entries)
            {
                if (!found.Add(entry.Name))
                    throw new InvalidDataException($"{path}: tensor '{entry.Name}' stands in another file of {folder} too.");
                count += entry.ByteCount / (entry.Type == WeightType.F32 ? 4 : 2);
            }
        }
        var missing = names.Except(found).Order(StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
            throw new InvalidDataException($"{folder} lacks {missing.Count} of {names.Count} weights: {List(missing)}. Does {ConfigName} belong to these weights?");
        var unexpected = found.Except(names).Where(name => !IsDerived(name)).Order(StringComparer.Ordinal).ToList();
        if (unexpected.Count > 0)
            throw new InvalidDataException($"{folder} has {unexpected.Count} weights that a Llama of its {ConfigName} does not: {List(unexpected)}.");
        if (config.ParameterCount > count)
            throw new InvalidDataException(
                $"{folder}: {ConfigName} describes {config.ParameterCount} numbers, and the weights are {count}. Do they belong together?");
    }

    // Older exports repeat the rotary frequencies, and a tied head may be written a second time.
    static bool IsDerived(string name) =>
        name == "lm_head.weight" || name.EndsWith(".rotary_emb.inv_freq", StringComparison.Ordinal);

    static string List(List<string> names) =>
        string.Join(", ", names.Take(5)) + (names.Count > 5 ? $" and {names.Count - 5} more" : "");

    static IReadOnlyList<string> WeightFiles(string folder)
    {
        var single = Path.Combine(folder, WeightsName);
        if (File.Exists(single)) return [single];
        var index = Path.Combine(folder, IndexName);
        if (!File.Exists(index))
            throw new FileNotFoundException($"{folder} has neither {WeightsName} nor {IndexName}. Was it saved as safetensors?", single);
        return [.. IndexedNames(index).Select(name => Path.Combine(folder, name))];
    }

    static SortedSet<string> IndexedNames(string path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), Strict);
            var names = document.RootElement.GetProperty("weight_map").EnumerateObject().Select(property => property.Value.GetString() ?? "");
            var files = new SortedSet<string>(names, StringComparer.Ordinal);
            if (files.FirstOrDefault(name => Path.GetFileName(name) != name || !name.EndsWith(".safetensors", StringComparison.Ordinal)) is { } wrong)
                throw new InvalidDataException($"{path} names the file '{wrong}', expected names of safetensors files in the same folder.");
            return files;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException($"{path} is no index of safetensors files: {e.Message}", e);
        }
    }
}
