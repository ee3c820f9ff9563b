using AgentTuning.Files;
using AgentTuning.Llama.Checkpoints;
using AgentTuning.Llama.Models;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Lora;

/// <summary>Adapters in a folder, laid out as PEFT does: <c>adapter_config.json</c> and <c>adapter_model.safetensors</c>.</summary>
public static class LoraCheckpoint
{
    /// <summary>True if a folder holds an adapter and not a whole model.</summary>
    public static bool IsAdapter(string folder) =>
        File.Exists(Path.Combine(folder, AdapterNames.Config)) && !File.Exists(Path.Combine(folder, CheckpointNames.Config));

    /// <summary>The folder or hub name of the base model that an adapter names; null where it names none.</summary>
    /// <exception cref="InvalidDataException">The adapter's configuration is damaged or not supported.</exception>
    public static string? BaseModel(string folder) => AdapterConfigReader.Read(folder).Options.BaseModel;

    /// <summary>The folder of the base model that an adapter names, as it stands on this machine.</summary>
    /// <exception cref="InvalidDataException">There is no such folder, or the adapter names none.</exception>
    public static string BaseFolder(string folder)
    {
        var named = BaseModel(folder);
        if (named is not null && Directory.Exists(named)) return named;
        throw new InvalidDataException(named is null
            ? $"{folder}: {AdapterNames.Config} names no base model. Merge it first: agenttuning merge --model <base> --adapter {folder} -o <folder>."
            : $"{folder} is an adapter for '{named}', and there is no such folder here. Merge it first: agenttuning merge --model <base> --adapter {folder} -o <folder>.");
    }

    /// <summary>Reads a model, or the base of an adapter with the adapter merged into it.</summary>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or files do not belong together.</exception>
    public static LlamaModel Load(string folder, LoadOptions? options = null)
    {
        if (!IsAdapter(folder)) return LlamaCheckpoint.Load(folder, options ?? new());
        var model = LlamaCheckpoint.Load(BaseFolder(folder), options ?? new());
        try
        {
            LoraMerge.Into(model, folder);
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>Freezes a model and gives it new adapters, which leave it as it is until they are trained.</summary>
    /// <param name="model">Without adapters.</param>
    /// <param name="options">Which, and how.</param>
    /// <param name="seed">The same seed gives the same adapters.</param>
    /// <exception cref="InvalidDataException">A target or a layer is not in the model.</exception>
    public static void Begin(LlamaModel model, LoraOptions options, int seed)
    {
        var shapes = Shapes(options, model.Config);
        model.Freeze();
        model.Attach(LoraInitializer.Create(shapes, options.Dropout, seed));
    }

    /// <summary>The numbers that training changes.</summary>
    /// <exception cref="InvalidDataException">A target or a layer is not in the model.</exception>
    public static long ParameterCount(LoraOptions options, LlamaConfig config) => Shapes(options, config).Sum(shape => shape.ParameterCount);

    /// <summary>Writes the adapters of a model, whole or not at all.</summary>
    /// <param name="folder">Created where it is missing.</param>
    /// <param name="model">With the adapters that <see cref="Begin"/> gave it.</param>
    /// <param name="options">As given to <see cref="Begin"/>.</param>
    /// <param name="others">Further files, such as those of the tokenizer.</param>
    /// <param name="cancellationToken">Leaves the folder as it was.</param>
    /// <exception cref="IOException">The files cannot be written; those that were there are as they were.</exception>
    public static async Task SaveAsync(
        string folder, LlamaModel model, LoraOptions options, IReadOnlyList<CheckpointFile> others, CancellationToken cancellationToken = default)
    {
        var files = new List<AtomicFile>();
        try
        {
            await Create(AdapterNames.Config).WriteAsync(AdapterConfigWriter.Write(options, model.Config), cancellationToken);
            foreach (var file in others) await Create(file.Name).WriteAsync(file.Bytes, cancellationToken);
            SafetensorsFile.Write(Create(AdapterNames.Weights), NamedWeights(model), WeightType.F32);
            foreach (var file in files) await file.FlushAsync(cancellationToken);
            foreach (var file in files) await file.CommitAsync(CancellationToken.None);
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

    /// <summary>The adapters' weights under PEFT's names, in ordinal order as PEFT writes them.</summary>
    internal static IReadOnlyList<KeyValuePair<string, Tensor>> NamedWeights(LlamaModel model) =>
    [
        .. model.Adapters
            .SelectMany(adapter => new KeyValuePair<string, Tensor>[] { new(AdapterNames.A(adapter.Module), adapter.A), new(AdapterNames.B(adapter.Module), adapter.B) })
            .OrderBy(weight => weight.Key, StringComparer.Ordinal),
    ];

    static IReadOnlyList<AdapterShape> Shapes(LoraOptions options, LlamaConfig config)
    {
        var modules = LinearModule.All(config);
        foreach (var layer in options.Layers ?? [])
            if (layer < 0 || layer >= config.LayerCount)
                throw new InvalidDataException($"Layer {layer} is to get adapters, and the model has the layers 0 to {config.LayerCount - 1}.");
        foreach (var name in AdapterConfig.Of(options).Targets.Names)
            if (!modules.Any(module => ModuleNames.IsMeant(name, module)))
                throw new InvalidDataException(
                    $"'{name}' is no projection of this model. They are {string.Join(", ", modules.Select(module => module.ShortName).Distinct())}, or {LoraOptions.AllLinear}.");
        return AdapterConfig.Of(options).In(config);
    }
}
