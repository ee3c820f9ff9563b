using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AgentTuning.Files;
using AgentTuning.Llama.Models;
using static TorchSharp.torch;

namespace AgentTuning.Llama.Checkpoints;

/// <summary>Writes one model folder: everything beside its place first, then all renamed.</summary>
sealed class CheckpointWriter
{
    static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly string _folder;
    readonly LlamaModel _model;
    readonly WeightType _type;
    readonly ModelOrigin? _origin;
    readonly WeightFiles _plan;

    public CheckpointWriter(string folder, LlamaModel model, SaveOptions options)
    {
        (_folder, _model, _origin) = (folder, model, model.Origin);
        _type = options.WeightType ?? model.Config.WeightType;
        _plan = _origin is { } origin && _type == model.Config.WeightType && options.MaxShardBytes is null
            ? WeightFiles.Of(origin)
            : WeightFiles.Of(model.Config, _type, options.MaxShardBytes);
    }

    /// <summary>Writes the model and further files.</summary>
    public async Task WriteAsync(IReadOnlyList<CheckpointFile> others, CancellationToken cancellationToken)
    {
        var files = new List<AtomicFile>();
        try
        {
            IReadOnlyList<CheckpointFile> small =
            [
                new(CheckpointNames.Config, Config()),
                new(CheckpointNames.GenerationConfig, _origin?.GenerationConfig ?? Encoding.UTF8.GetBytes(GenerationConfig())),
                .. others,
            ];
            foreach (var file in small) await Create(file.Name).Stream.WriteAsync(file.Bytes, cancellationToken);
            foreach (var file in _plan.Files) WriteWeights(Create(file.Name).Stream, file, cancellationToken);
            if (_plan.Index is { } index) await Create(CheckpointNames.Index).Stream.WriteAsync(index, cancellationToken);
            foreach (var file in files) await file.FlushAsync(cancellationToken);
            var left = EarlierWeights();
            foreach (var file in files) await file.CommitAsync(CancellationToken.None);
            foreach (var path in left) File.Delete(path);
        }
        catch (IOException e)
        {
            throw new IOException($"The model cannot be written to {_folder}: {e.Message} Make room, or choose another folder.", e);
        }
        finally
        {
            foreach (var file in files) await file.DisposeAsync();
        }

        AtomicFile Create(string name)
        {
            files.Add(AtomicFile.Create(Path.Combine(_folder, name)));
            return files[^1];
        }
    }

    void WriteWeights(Stream stream, OriginFile file, CancellationToken cancellationToken)
    {
        using var scope = NewDisposeScope();
        var weights = _model.NamedWeights().ToDictionary(StringComparer.Ordinal);
        stream.Write(file.Header);
        foreach (var (name, type) in file.Tensors)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (file.Unused.TryGetValue(name, out var bytes)) stream.Write(bytes);
            else SafetensorsWriter.WriteNumbers(stream, weights.TryGetValue(name, out var weight) ? weight : _model.Head, type); // or a tied head
        }
    }

    // Weights under other names, which would stand beside the new ones or be read in their place.
    List<string> EarlierWeights()
    {
        var names = new List<string> { CheckpointNames.Weights, CheckpointNames.Index };
        var index = Path.Combine(_folder, CheckpointNames.Index);
        try
        {
            if (File.Exists(index)) names.AddRange(WeightIndex.Read(File.ReadAllBytes(index), index).Values.Distinct());
        }
        catch (InvalidDataException)
        {
            // A damaged index says nothing about other files; it goes away itself.
        }
        HashSet<string> written = [.. _plan.Files.Select(file => file.Name), .. _plan.Index is null ? Array.Empty<string>() : [CheckpointNames.Index]];
        return [.. names.Distinct().Where(name => !written.Contains(name)).Select(name => Path.Combine(_folder, name)).Where(File.Exists)];
    }

    // A configuration that was read keeps the fields that are not used here.
    byte[] Config()
    {
        if (_origin is null) return Encoding.UTF8.GetBytes(LlamaConfigJson.Write(_model.Config with { WeightType = _type }));
        if (_type == _model.Config.WeightType) return _origin.Config;
        var root = JsonNode.Parse(_origin.Config)!.AsObject();
        root[root.ContainsKey("dtype") ? "dtype" : "torch_dtype"] = ConfigFields.NameOf(_type);
        if (root.ContainsKey("torch_dtype")) root["torch_dtype"] = ConfigFields.NameOf(_type);
        return Encoding.UTF8.GetBytes(root.ToJsonString(Indented) + "\n");
    }

    string GenerationConfig() => new JsonObject
    {
        ["bos_token_id"] = _model.Config.BeginningOfTextId,
        ["do_sample"] = false,
        ["eos_token_id"] = LlamaConfigJson.EndOfTextIds(_model.Config),
        ["max_length"] = _model.Config.MaxPositions,
    }.ToJsonString(Indented) + "\n";
}
