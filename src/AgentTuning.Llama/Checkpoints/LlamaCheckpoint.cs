using AgentTuning.Llama.Models;

namespace AgentTuning.Llama.Checkpoints;

/// <summary>A model in a folder, laid out as Hugging Face does: <c>config.json</c>, <c>model.safetensors</c> or several files and their index, tokenizer.</summary>
public static class LlamaCheckpoint
{
    /// <summary>Reads a model from one <c>model.safetensors</c> or from the files that an index names.</summary>
    /// <exception cref="FileNotFoundException">The folder lacks the configuration or the weights.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or weights are missing, left over, or of another shape.</exception>
    public static LlamaModel Load(string folder) => Load(folder, new LoadOptions());

    /// <summary>Reads a model and says how its weights lie in memory.</summary>
    /// <inheritdoc cref="Load(string)"/>
    public static LlamaModel Load(string folder, LoadOptions options)
    {
        using var reader = new CheckpointReader(folder, options);
        return reader.Read();
    }

    /// <summary>Writes a model; all files are complete on the disk before the first takes its place, so a full disk leaves what was there.</summary>
    /// <param name="folder">Created where it is missing; files of the same names are replaced, weights under other names removed.</param>
    /// <param name="model">Its weights are written in its configuration's number type; one that was read is written as it was stored.</param>
    /// <param name="others">Further files, such as those of the tokenizer.</param>
    /// <param name="cancellationToken">Leaves the folder as it was.</param>
    /// <exception cref="ArgumentException">A further file's name has a folder in it or belongs to the model.</exception>
    /// <exception cref="IOException">The files cannot be written; those that were there are as they were.</exception>
    public static Task SaveAsync(
        string folder, LlamaModel model, IReadOnlyList<CheckpointFile>? others = null, CancellationToken cancellationToken = default) =>
        SaveAsync(folder, model, new SaveOptions(), others, cancellationToken);

    /// <summary>Writes a model in a number type and in files of a size.</summary>
    /// <inheritdoc cref="SaveAsync(string, LlamaModel, IReadOnlyList{CheckpointFile}?, CancellationToken)"/>
    public static Task SaveAsync(
        string folder, LlamaModel model, SaveOptions options, IReadOnlyList<CheckpointFile>? others = null, CancellationToken cancellationToken = default)
    {
        if (others?.FirstOrDefault(file => !CheckpointNames.IsFree(file.Name)) is { } wrong)
            throw new ArgumentException($"The further file is named '{wrong.Name}', expected a plain name that the model's own files do not have.", nameof(others));
        return new CheckpointWriter(folder, model, options).WriteAsync(others ?? [], cancellationToken);
    }
}
