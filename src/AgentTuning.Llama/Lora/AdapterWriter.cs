using AgentTuning.Files;
using AgentTuning.Llama.Checkpoints;
using AgentTuning.Llama.Models;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Lora;

/// <summary>Writes an adapter's folder: everything beside its place first, then all renamed.</summary>
sealed class AdapterWriter(string folder, LlamaModel model, LoraOptions options)
{
    /// <summary>Writes the adapter and further files.</summary>
    public async Task WriteAsync(IReadOnlyList<CheckpointFile> others, CancellationToken cancellationToken)
    {
        var files = new List<AtomicFile>();
        try
        {
            await Create(AdapterNames.Config).WriteAsync(Config(), cancellationToken);
            foreach (var file in others) await Create(file.Name).WriteAsync(file.Bytes, cancellationToken);
            WriteWeights(Create(AdapterNames.Weights));
            foreach (var file in files) await file.FlushAsync(cancellationToken);
            foreach (var file in files) await file.CommitAsync(CancellationToken.None);
        }
        catch (IOException e)
        {
            throw new IOException($"The adapter cannot be written to {folder}: {e.Message} Make room, or choose another folder.", e);
        }
        finally
        {
            foreach (var file in files) await file.DisposeAsync();
        }

        Stream Create(string name)
        {
            files.Add(AtomicFile.Create(Path.Combine(folder, name)));
            return files[^1].Stream;
        }
    }

    /// <summary>Writes the adapter into a folder that nobody reads yet, and onto the disk.</summary>
    public void Write()
    {
        using (var stream = File.Create(Path.Combine(folder, AdapterNames.Config)))
        {
            stream.Write(Config());
            stream.Flush(flushToDisk: true);
        }
        using (var stream = File.Create(Path.Combine(folder, AdapterNames.Weights)))
        {
            WriteWeights(stream);
            stream.Flush(flushToDisk: true);
        }
    }

    byte[] Config() => options.Origin?.Config ?? AdapterConfigWriter.Write(options, model.Config);

    void WriteWeights(Stream stream)
    {
        var weights = NamedWeights();
        if (options.Origin is not { } origin)
        {
            SafetensorsFile.Write(stream, weights, WeightType.F32);
            return;
        }
        var byName = weights.ToDictionary(StringComparer.Ordinal);
        stream.Write(origin.Weights.Header);
        foreach (var (name, type) in origin.Weights.Tensors) SafetensorsWriter.WriteNumbers(stream, byName[name], type);
    }

    // In ordinal order, as PEFT writes them.
    IReadOnlyList<KeyValuePair<string, Tensor>> NamedWeights() =>
    [
        .. model.Adapters
            .SelectMany(adapter => new KeyValuePair<string, Tensor>[] { new(AdapterNames.A(adapter.Module), adapter.A), new(AdapterNames.B(adapter.Module), adapter.B) })
            .OrderBy(weight => weight.Key, StringComparer.Ordinal),
    ];
}
