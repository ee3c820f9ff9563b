using AgentTuning.Llama.Models;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Lora;

/// <summary>Adds adapters to the weights they stand beside: W + scale · B A, computed in 32-bit floats and rounded once.</summary>
public static class LoraMerge
{
    /// <summary>Merges an adapter into the weights of a base model on disk, one tensor at a time, and writes the merged model.</summary>
    /// <param name="baseFolder">In Hugging Face layout. Number types, files and configuration are kept.</param>
    /// <param name="adapterFolder">As PEFT writes it. Its tokenizer and template count, where it has them.</param>
    /// <param name="output">Another folder, created where it is missing.</param>
    /// <param name="cancellationToken">Leaves the output folder as it was.</param>
    /// <returns>The number of weights that changed.</returns>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, not supported, or of another model.</exception>
    /// <exception cref="IOException">The output cannot be written.</exception>
    public static Task<int> WriteAsync(string baseFolder, string adapterFolder, string output, CancellationToken cancellationToken = default) =>
        new MergedFolder(baseFolder, adapterFolder, output).WriteAsync(cancellationToken);

    /// <summary>Merges an adapter into a model in memory.</summary>
    /// <inheritdoc cref="WriteAsync"/>
    public static void Into(LlamaModel model, string adapterFolder)
    {
        using var adapter = AdapterReader.Read(adapterFolder, model.Config);
        Into(model, adapter.Adapters);
    }

    /// <summary>Merges adapters into a model in memory.</summary>
    internal static void Into(LlamaModel model, IEnumerable<LowRankAdapter> adapters)
    {
        using var guard = no_grad();
        using var all = NewDisposeScope();
        var weights = model.NamedWeights().ToDictionary(StringComparer.Ordinal);
        foreach (var adapter in adapters)
        {
            using var scope = NewDisposeScope();
            var weight = weights[adapter.Module.WeightName];
            weight.copy_(Merged(weight.to_type(ScalarType.Float32), adapter));
        }
    }

    /// <summary>Adds an adapter to a weight.</summary>
    /// <param name="weight">(outputs, inputs), 32-bit floats, overwritten.</param>
    /// <param name="adapter">Of the same projection.</param>
    internal static Tensor Merged(Tensor weight, LowRankAdapter adapter) => weight.addmm_(adapter.B, adapter.A, alpha: (float)adapter.Scale);
}
