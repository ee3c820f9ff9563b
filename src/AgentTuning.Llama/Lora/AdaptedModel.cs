using AgentTuning.Llama.Checkpoints;
using AgentTuning.Llama.Models;

namespace AgentTuning.Llama.Lora;

/// <summary>A model's folder and, where there is one, that of an adapter on top of it.</summary>
/// <param name="Base">In Hugging Face layout.</param>
/// <param name="Adapter">In PEFT's layout; null for the model by itself.</param>
public sealed record AdaptedModel(string Base, string? Adapter)
{
    /// <summary>The folder whose tokenizer and chat template count: the adapter's, which it was trained with, where it has them.</summary>
    public string TokenizerFolder => Adapter is not null && HasTokenizer(Adapter) ? Adapter : Base;

    /// <summary>The folder under whose name the model is known.</summary>
    public string Folder => Adapter ?? Base;

    /// <summary>Finds the folders.</summary>
    /// <param name="folder">Of a model, or of an adapter whose base is the folder that it names.</param>
    /// <param name="adapter">Of an adapter for the model; null for none.</param>
    /// <exception cref="FileNotFoundException">An adapter's folder holds none.</exception>
    /// <exception cref="InvalidDataException">An adapter's base is not on this machine, or two adapters are given.</exception>
    public static AdaptedModel Of(string folder, string? adapter = null)
    {
        if (!LoraCheckpoint.IsAdapter(folder)) return new(folder, adapter);
        if (adapter is not null) throw new InvalidDataException($"{folder} is an adapter itself, and {adapter} another. Give the folder of their base model and one of them.");
        return new(BaseOf(folder), folder);
    }

    /// <summary>The base model that an adapter names and that is no folder on this machine, such as <c>org/model</c>; null for anything else.</summary>
    /// <exception cref="InvalidDataException">The adapter's configuration is damaged.</exception>
    public static string? DistantBaseOf(string folder) =>
        LoraCheckpoint.IsAdapter(folder) && LoraCheckpoint.ReadOptions(folder).BaseModel is { } named && !Directory.Exists(named) ? named : null;

    /// <summary>Reads the model, with the adapter merged into it.</summary>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or files do not belong together.</exception>
    public LlamaModel Load(LoadOptions? options = null)
    {
        var model = LlamaCheckpoint.Load(Base, options ?? new());
        if (Adapter is null) return model;
        try
        {
            LoraMerge.Into(model, Adapter);
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    static string BaseOf(string folder)
    {
        var named = LoraCheckpoint.ReadOptions(folder).BaseModel;
        if (named is not null && Directory.Exists(named)) return named;
        const string advice = "Give the base model's folder, and this one as the adapter.";
        throw new InvalidDataException(named is null
            ? $"{folder} is an adapter that names no base model. {advice}"
            : $"{folder} is an adapter for '{named}', and there is no such folder here. {advice}");
    }

    static bool HasTokenizer(string folder) => File.Exists(Path.Combine(folder, "tokenizer.json")) || File.Exists(Path.Combine(folder, "tokenizer.model"));
}
