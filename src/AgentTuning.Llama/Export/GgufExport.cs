using System.Runtime.InteropServices;
using AgentTuning.Export;
using AgentTuning.Gguf;
using AgentTuning.Llama.Checkpoints;
using AgentTuning.Llama.Native;
using AgentTuning.Templates;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Export;

/// <summary>Writes a model's folder as one GGUF file, which llama.cpp loads; a piece of one weight is in memory at a time.</summary>
public static class GgufExport
{
    const long NumbersAtOnce = 1 << 22;

    /// <summary>Writes the file, whole or not at all.</summary>
    /// <param name="folder">Holds configuration, weights and tokenizer in Hugging Face format.</param>
    /// <param name="path">The file.</param>
    /// <param name="options">Number type and names.</param>
    /// <param name="cancellationToken">Leaves what was there.</param>
    /// <exception cref="FileNotFoundException">The folder lacks a file.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or the files do not belong together.</exception>
    /// <exception cref="NotSupportedException">llama.cpp does not compute this model.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static async Task WriteAsync(string folder, string path, GgufExportOptions options, CancellationToken cancellationToken = default)
    {
        NativeTorch.EnsureLoaded();
        using var reader = new CheckpointReader(folder, new LoadOptions());
        reader.RequireWeights();
        var config = reader.Config;
        GgufModelMetadata.Require(config);
        var metadata = Metadata(folder, reader, options);
        var names = GgufTensorNames.Of(config).ToList();
        var factors = RopeFactors.Of(config);
        List<GgufTensorPlan> plans = [.. names.Select(name => new GgufTensorPlan(name.Gguf, TypeOf(name.Shape, options.Type), [.. name.Shape]))];
        if (factors is not null) plans.Insert(0, new(RopeFactors.TensorName, GgufTensorType.F32, [factors.Length]));

        await using var writer = await GgufWriter.CreateAsync(path, metadata, plans, cancellationToken);
        if (factors is not null) writer.Write(factors);
        foreach (var name in names)
        {
            using var weight = reader.Stored(name.HuggingFace);
            Write(writer, weight, name.Heads, cancellationToken);
        }
        await writer.CommitAsync(cancellationToken);
    }

    /// <summary>The number type in which a weight lies in the file.</summary>
    internal static GgufTensorType TypeOf(long[] shape, GgufTensorType wanted) => shape.Length switch
    {
        1 => GgufTensorType.F32,
        _ when wanted == GgufTensorType.Q80 && shape[^1] % GgufNumbers.BlockLength != 0 => GgufTensorType.F16,
        _ => wanted,
    };

    static GgufMetadata Metadata(string folder, CheckpointReader reader, GgufExportOptions options)
    {
        var metadata = new GgufMetadata();
        GgufModelMetadata.Add(metadata, reader.Config, options.Type, options.Name ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))));
        var vocabulary = new TokenizerSource(folder).ReadVocabulary(options.PreTokenizer).PadTo(reader.Config.VocabularySize);
        if (vocabulary.EndOfTextId is null) vocabulary = vocabulary with { EndOfTextId = reader.Config.EndOfTextId };
        vocabulary.AddTo(metadata, reader.StopIds());
        if (ChatTemplateSource.Find(folder) is not { } chat) return metadata;
        metadata.Add("tokenizer.chat_template", chat.Template);
        if (chat.ToolTemplate is not { } tools) return metadata;
        metadata.Add("tokenizer.chat_templates", ["tool_use"]);
        metadata.Add("tokenizer.chat_template.tool_use", tools);
        return metadata;
    }

    // In pieces of rows, of whole heads where their rows change places.
    static void Write(GgufWriter writer, Tensor weight, int heads, CancellationToken cancellationToken)
    {
        using var guard = no_grad();
        var rows = weight.size(0);
        var group = heads == 0 ? 1 : rows / heads;
        var rowLength = weight.numel() / rows;
        var atOnce = Math.Max(1, NumbersAtOnce / (rowLength * group)) * group;
        for (var first = 0L; first < rows; first += atOnce)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var part = weight.narrow(0, first, Math.Min(atOnce, rows - first)).to(ScalarType.Float32);
            if (heads > 0) part = part.view(-1, 2, group / 2, rowLength).transpose(1, 2); // neighbours from halves
            writer.Write(MemoryMarshal.Cast<byte, float>(part.contiguous().bytes));
        }
    }
}
