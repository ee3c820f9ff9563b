using AgentTuning.Llama.Checkpoints;
using AgentTuning.Llama.Models;

namespace AgentTuning.Llama.Lora;

/// <summary>Adapters in a folder, laid out as PEFT does: <c>adapter_config.json</c> and <c>adapter_model.safetensors</c>.</summary>
public static class LoraCheckpoint
{
    /// <summary>True if a folder holds an adapter and not a whole model.</summary>
    public static bool IsAdapter(string folder) =>
        File.Exists(Path.Combine(folder, AdapterNames.Config)) && !File.Exists(Path.Combine(folder, CheckpointNames.Config));

    /// <summary>How an adapter was made; one that is saved with these options is written as it was stored.</summary>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or asks for what is not supported.</exception>
    public static LoraOptions ReadOptions(string folder) => AdapterReader.ReadOptions(folder);

    /// <summary>Freezes a model and gives it new adapters, which leave it as it is until they are trained.</summary>
    /// <param name="model">Without adapters.</param>
    /// <param name="options">Which, and how.</param>
    /// <param name="seed">The same seed gives the same adapters.</param>
    /// <exception cref="InvalidDataException">A target or a layer is not in the model.</exception>
    public static void Begin(LlamaModel model, LoraOptions options, int seed)
    {
        var shapes = AdapterShapes.OfNew(options, model.Config);
        model.Freeze();
        model.Attach(LoraInitializer.Create(shapes, options.Dropout, seed));
    }

    /// <summary>The numbers that training changes.</summary>
    /// <exception cref="InvalidDataException">A target or a layer is not in the model.</exception>
    public static long ParameterCount(LoraOptions options, LlamaConfig config) => AdapterShapes.Of(options, config).Sum(shape => shape.ParameterCount);

    /// <summary>Freezes a model and gives it the adapters of a folder, for training to go on from.</summary>
    /// <returns>How they were made; adapters that are saved with it are written as they were stored.</returns>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, asks for what is not supported, or belongs to another base.</exception>
    public static LoraOptions Attach(LlamaModel model, string folder)
    {
        var loaded = AdapterReader.Read(folder, model.Config);
        model.Freeze();
        model.Attach(loaded.Adapters);
        return loaded.Options;
    }

    /// <summary>Writes the adapters of a model, whole or not at all.</summary>
    /// <param name="folder">Created where it is missing.</param>
    /// <param name="model">With the adapters that <see cref="Begin"/> or <see cref="Attach"/> gave it.</param>
    /// <param name="options">Of those adapters.</param>
    /// <param name="others">Further files, such as those of the tokenizer.</param>
    /// <param name="cancellationToken">Leaves the folder as it was.</param>
    /// <exception cref="IOException">The files cannot be written; those that were there are as they were.</exception>
    public static Task SaveAsync(
        string folder, LlamaModel model, LoraOptions options, IReadOnlyList<CheckpointFile>? others = null, CancellationToken cancellationToken = default) =>
        new AdapterWriter(folder, model, options).WriteAsync(others ?? [], cancellationToken);
}
