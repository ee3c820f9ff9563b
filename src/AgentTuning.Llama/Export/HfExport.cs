using System.Text;
using System.Text.Json.Nodes;
using AgentTuning.Files;
using AgentTuning.Llama.Checkpoints;
using AgentTuning.Llama.Models;
using AgentTuning.Llama.Native;
using AgentTuning.Templates;

namespace AgentTuning.Llama.Export;

/// <summary>Writes a model's folder as one that <c>transformers</c> and vLLM load; a piece of one weight is in memory at a time.</summary>
public static class HfExport
{
    static readonly string[] Tokenizer =
    [
        "tokenizer.json", "tokenizer.model", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json", "vocab.json", "merges.txt",
        "chat_template.jinja", "chat_template.json",
    ];

    /// <summary>Writes the folder; every file appears when all are complete.</summary>
    /// <param name="folder">The source.</param>
    /// <param name="output">Another folder.</param>
    /// <param name="options">Number type, file sizes and card.</param>
    /// <param name="cancellationToken">Leaves the folder without new files.</param>
    /// <exception cref="FileNotFoundException">The folder lacks a file.</exception>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public static async Task WriteAsync(string folder, string output, HfExportOptions options, CancellationToken cancellationToken = default)
    {
        NativeTorch.EnsureLoaded();
        using var reader = new CheckpointReader(folder, new LoadOptions());
        reader.RequireWeights();
        var files = new List<AtomicFile>();
        try
        {
            foreach (var (name, bytes) in SmallFiles(folder, reader, options)) await Create(name).Stream.WriteAsync(bytes, cancellationToken);
            await WriteWeightsAsync(reader, options, Create, cancellationToken);
            foreach (var file in files) await file.FlushAsync(cancellationToken);
            foreach (var file in files) await file.CommitAsync(CancellationToken.None);
        }
        finally
        {
            foreach (var file in files) await file.DisposeAsync();
        }

        AtomicFile Create(string name)
        {
            files.Add(AtomicFile.Create(Path.Combine(output, name)));
            return files[^1];
        }
    }

    static IEnumerable<(string Name, byte[] Bytes)> SmallFiles(string folder, CheckpointReader reader, HfExportOptions options)
    {
        var type = options.Type ?? reader.Config.WeightType;
        yield return (CheckpointNames.Config, ExportedConfig.Of(File.ReadAllBytes(Path.Combine(folder, CheckpointNames.Config)), reader.Config, type));
        var generation = Path.Combine(folder, CheckpointNames.GenerationConfig);
        yield return (CheckpointNames.GenerationConfig, File.Exists(generation) ? File.ReadAllBytes(generation) : Encoding.UTF8.GetBytes(GenerationConfig(reader)));
        foreach (var name in Tokenizer)
        {
            if (!File.Exists(Path.Combine(folder, name))) continue;
            var bytes = File.ReadAllBytes(Path.Combine(folder, name));
            yield return (name, name == "tokenizer_config.json" ? WithTemplate(bytes, folder) : bytes);
        }
        yield return ("README.md", Encoding.UTF8.GetBytes(options.Card));
    }

    static async Task WriteWeightsAsync(CheckpointReader reader, HfExportOptions options, Func<string, AtomicFile> create, CancellationToken cancellationToken)
    {
        var isSame = reader.Files.All(file => file.File.Entries.All(entry => options.Type is null || entry.Type == options.Type));
        if (isSame && options.MaxShardBytes is null)
        {
            if (reader.Index is { } index) await create(CheckpointNames.Index).Stream.WriteAsync(index, cancellationToken);
            foreach (var (name, file) in reader.Files) Copy(file, create(name).Stream, cancellationToken);
            return;
        }
        var plan = WeightFiles.Of(reader.Config, options.Type ?? reader.Config.WeightType, options.MaxShardBytes);
        if (plan.Index is { } made) await create(CheckpointNames.Index).Stream.WriteAsync(made, cancellationToken);
        foreach (var file in plan.Files) Write(reader, file, create(file.Name).Stream, cancellationToken);
    }

    static void Copy(SafetensorsFile file, Stream stream, CancellationToken cancellationToken)
    {
        stream.Write(file.Header);
        foreach (var entry in file.Entries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            file.CopyTo(entry, stream);
        }
    }

    static void Write(CheckpointReader reader, OriginFile file, Stream stream, CancellationToken cancellationToken)
    {
        stream.Write(file.Header);
        foreach (var (name, type) in file.Tensors)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var weight = reader.Stored(name);
            SafetensorsWriter.WriteNumbers(stream, weight, type);
        }
    }

    // Older loaders read the template from this file only.
    static byte[] WithTemplate(byte[] bytes, string folder)
    {
        var root = JsonNode.Parse(bytes)?.AsObject();
        if (root is null || root["chat_template"] is not null || ChatTemplateSource.Find(folder) is not { } source) return bytes;
        root["chat_template"] = source.Template;
        return Encoding.UTF8.GetBytes(root.ToJsonString(ReadableJson.CreateOptions(isIndented: true)) + "\n");
    }

    static string GenerationConfig(CheckpointReader reader)
    {
        var stops = reader.StopIds();
        return new JsonObject
        {
            ["bos_token_id"] = reader.Config.BeginningOfTextId,
            ["do_sample"] = false,
            ["eos_token_id"] = stops.Count == 1 ? stops[0] : new JsonArray([.. stops.Select(id => (JsonNode)id)]),
        }.ToJsonString(ReadableJson.CreateOptions(isIndented: true)) + "\n";
    }
}
