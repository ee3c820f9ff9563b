using AgentTuning.Files;
using AgentTuning.Llama.Checkpoints;
using AgentTuning.Llama.Models;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Lora;

/// <summary>Writes a merged model's folder: the files of the base, with other numbers in the projections that were tuned.</summary>
sealed class MergedFolder(string baseFolder, string adapterFolder, string output)
{
    /// <summary>Writes everything beside its place, then renames it.</summary>
    public async Task<int> WriteAsync(CancellationToken cancellationToken)
    {
        RequireOther(baseFolder);
        RequireOther(adapterFolder);
        using var reader = new CheckpointReader(baseFolder, new LoadOptions());
        reader.RequireWeights();
        using var loaded = AdapterReader.Read(adapterFolder, reader.Config);
        var adapters = loaded.Adapters.ToDictionary(adapter => adapter.Module.WeightName, StringComparer.Ordinal);
        var files = new List<AtomicFile>();
        try
        {
            foreach (var path in SmallFiles())
            {
                await using var stream = File.OpenRead(path);
                await stream.CopyToAsync(Create(Path.GetFileName(path)).Stream, cancellationToken);
            }
            if (reader.Index is { } index) await Create(CheckpointNames.Index).Stream.WriteAsync(index, cancellationToken);
            foreach (var (name, file) in reader.Files) WriteWeights(file, adapters, Create(name).Stream, cancellationToken);
            foreach (var file in files) await file.FlushAsync(cancellationToken);
            foreach (var file in files) await file.CommitAsync(CancellationToken.None);
            DeleteEarlierWeights(reader);
        }
        finally
        {
            foreach (var file in files) await file.DisposeAsync();
        }
        return adapters.Count;

        AtomicFile Create(string name)
        {
            files.Add(AtomicFile.Create(Path.Combine(output, name)));
            return files[^1];
        }
    }

    // One file of weights is read before an index of several, and an index would name files that are not of this model.
    void DeleteEarlierWeights(CheckpointReader reader)
    {
        if (reader.Index is null) File.Delete(Path.Combine(output, CheckpointNames.Index));
        else File.Delete(Path.Combine(output, CheckpointNames.Weights));
    }

    static void WriteWeights(SafetensorsFile file, Dictionary<string, LowRankAdapter> adapters, Stream stream, CancellationToken cancellationToken)
    {
        using var guard = no_grad();
        stream.Write(file.Header);
        foreach (var entry in file.Entries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!adapters.TryGetValue(entry.Name, out var adapter))
            {
                file.CopyTo(entry, stream);
                continue;
            }
            using var scope = NewDisposeScope();
            var weight = empty([.. entry.Shape], ScalarType.Float32);
            file.Read(entry, weight);
            SafetensorsWriter.WriteNumbers(stream, LoraMerge.Merged(weight, adapter), entry.Type);
        }
    }

    // The configuration is the base's; tokenizer and template are what the adapter was trained with.
    IEnumerable<string> SmallFiles()
    {
        var ofAdapter = Directory.GetFiles(adapterFolder).Where(path => IsText(Path.GetFileName(path))).ToDictionary(path => Path.GetFileName(path), StringComparer.Ordinal);
        var ofBase = Directory.GetFiles(baseFolder).Where(path => Path.GetFileName(path) is var name
            && (name is CheckpointNames.Config or CheckpointNames.GenerationConfig || IsText(name)) && !ofAdapter.ContainsKey(name));
        return ofBase.Concat(ofAdapter.Values).Order(StringComparer.Ordinal);
    }

    static bool IsText(string name) =>
        name is "tokenizer.json" or "tokenizer.model" or "tokenizer_config.json" or "special_tokens_map.json" or "added_tokens.json" or "vocab.json" or "merges.txt"
        || name.StartsWith("chat_template.", StringComparison.Ordinal);

    void RequireOther(string folder)
    {
        if (Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) == Path.TrimEndingDirectorySeparator(Path.GetFullPath(output)))
            throw new IOException($"The merged model cannot be written to {output}, which it is made from. Name another folder.");
    }
}
